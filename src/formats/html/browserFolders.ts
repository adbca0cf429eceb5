/** The folders that browsers and bookmark services have of themselves, in the languages that they are often used in. */
const NAMES = `bookmarks|bookmarks bar|bookmarks toolbar|bookmarks menu|other bookmarks|mobile bookmarks|all bookmarks|favorites|favorites bar|other favorites|
favourites|favourites bar|imported|imported bookmarks|unsorted|unsorted bookmarks|reading list|tab group favorites|
lesezeichen|lesezeichenleiste|lesezeichen-symbolleiste|lesezeichen-menü|weitere lesezeichen|andere lesezeichen|mobile lesezeichen|favoriten|favoritenleiste|favoriten-leiste|
favoris|barre de favoris|barre des favoris|barre personnelle|autres favoris|autres marque-pages|menu des marque-pages|barre personnelle des marque-pages|
marcadores|barra de marcadores|otros marcadores|outros favoritos|barra de favoritos|favoritos|preferiti|barra dei preferiti|altri preferiti|
书签|书签栏|其他书签|移动设备书签|收藏夹|收藏夹栏|其他收藏夹|書籤列|其他書籤|ブックマーク|ブックマーク バー|ブックマークバー|その他のブックマーク|お気に入り|お気に入りバー|
북마크바|북마크 바|기타 북마크|즐겨찾기|즐겨찾기 모음|закладки|панель закладок|другие закладки|избранное`

const OWN: ReadonlySet<string> = new Set(NAMES.split('|').map((name) => name.trim()))

/** Whether a folder of bookmarks has a name that a browser gave it, and not the user. */
export const isOwnFolder = (name: string): boolean => name === '' || OWN.has(name.toLowerCase())
