import type { FactName } from '../bibliography/vocabulary.ts'

/** A field of a paper that a table column or an object key may hold. */
export type Column =
  | 'title'
  | 'subtitle'
  | 'authors'
  | 'year'
  | 'venue'
  | 'doi'
  | 'arxiv'
  | 'url'
  | 'pdf'
  | 'code'
  | 'links'
  | 'topics'
  | 'affiliations'
  | 'awards'
  | 'notices'
  | 'highlights'
  | 'abstract'
  | 'status'
  | 'starred'
  | 'tags'
  | 'note'

/** A fact that a table column may hold, and that is kept in the bibliography entry of its paper. */
export type FactColumn = FactName | 'key' | 'type' | 'firstPage' | 'lastPage'

/**
 * Column names that reference managers, databases and people use, in many languages, in lower case and without blanks
 * and punctuation. The most specific name comes first: it wins if a table has several.
 */
const NAMES: Readonly<Record<Column, string>> = {
  title: `title papertitle documenttitle articletitle itemtitle publicationname_ti ti titel titre título titulo titolo tytuł başlık judul название
заглавие заголовок 标题 题名 论文标题 论文题目 文章标题 题目 篇名 論文名 論文タイトル タイトル 論題 標題 제목 논문제목 العنوان כותרת papername maintitle primarytitle t1 titleofpaper titleofthepaper nameofpaper paper
论文 論文 논문 article articlename work name`,
  subtitle: 'subtitle',
  authors: `authorfullnames af fullauthors authorsfull authors author authornames authorname authorlist au a1 creators creator writers autoren autor autorin
verfasser auteurs auteur autores autori autore autorzy yazarlar yazar penulis авторы автор 作者 作者列表 著者 著者名 저자 المؤلفون מחברים contributors authorstring authorlistfull firstauthors firstauthor leadauthor mainauthor who`,
  year: `publicationyear publishedyear pubyear yearpublished yearofpublication year py yr jahr erscheinungsjahr année annee año ano anno rok yıl tahun год 年 年份 出版年 发表年份 出版年份 発行年
連度 연도 출판년도 السنة שנה publicationdate datepublished published publishdate pubdate date issued coverdate onlinedate datum fecha when дата 日期 发表时间 时间 日付`,
  venue: `venue booktitle proceedingstitle conferencetitle conferencename conference eventtitle event meetingname fulljournalname publicationtitle sourcetitle fulljournal
journaltitle journalname journal journalbook so containertitle publicationname publication publishedin publicationvenue publishedat source periodical zeitschrift konferenz
tagung revue conférence revista congreso conferencia rivista conferenza czasopismo konferencja dergi журнал конференция издание 期刊 会议 刊名 来源 发表期刊 期刊会议 会议期刊 来源出版物
出处 掲載誌 雑誌名 会議 会議名 ジャーナル 저널 학회 학술지 المجلة where conf confs conferencejournal journalconference conferenceorjournal journalorconference venuename outlet anthologytitle isoabbreviatedtitle journalabbreviation abbreviatedsourcetitle ji j9 ct`,
  doi: 'doi doilink doiurl digitalobjectidentifier di doinumber itemdoi',
  arxiv: 'arxiv arxivid arxivnumber eprint arxivurl arxivlink',
  url: `url urls websites paperurl articleurl documenturl paperlink link uri address webaddress permalink site homepage website landingpage openaccessurl openreview fulltexturl weblink adresse lien enlace
链接 网址 论文链接 地址 リンク 링크 주소 ссылка الرابط קישור ee ur href openurllink openurl`,
  pdf: 'pdf pdfurl pdflink pdflinks openaccesspdf fulltextpdf fileattachments file',
  code: 'code codeurl codelink githubrepo github githuburl githublink repo repolink repository repourl sourcecode codebase implementation gitlab 代码 源码 代码链接 コード 코드 код',
  links: 'links otherlinks resources',
  topics: `topics topic category categories area primaryarea researcharea track theme section subject foldersfiledin folders folder collections collection
thema kategorie sujet catégorie tema categoría categoria тема раздел 主题 分类 类别 领域 方向 カテゴリ 分野 주제 분류`,
  affiliations: `affiliations affiliation authoraffiliations institutions institution institutes organizations organization organisations aff affs university company c1 addresses
institut einrichtung établissement institución institución institution организация 机构 单位 作者单位 学校 所属 機関 소속`,
  awards: 'awards award prize prizes auszeichnung prix premio 奖项 获奖 受賞',
  notices: 'notices notice',
  highlights:
    'highlights highlight tldr keypoints takeaways summary keyfindings mainpoints zusammenfassung 要点 总结 摘要总结',
  abstract: `abstract abstractnote abstracttext paperabstract ab résumé resumen resumo riassunto streszczenie özet abstrak kurzfassung аннотация реферат
摘要 论文摘要 概要 要旨 抄録 アブストラクト 초록 요약 الملخص תקציר`,
  status: `readingstatus readstatus exclusiveshelf status readingprogress progress state read isread lesestatus gelesen lu leído letto статус прочитано 阅读状态 状态 进度 已读 状況 読了 상태 dateread readon extra`,
  starred:
    'starred star stars favorite favourite isfavorite important flagged favorit favori favorito избранное 收藏 星标 重要 お気に入り 즐겨찾기',
  tags: `mytags manualtags tags tag labelsfiledin labels label usertags schlagworte schlagwörter étiquettes etiquetas теги метки 标签 タグ 태그`,
  note: `mynotes mynote myreview privatenotes notes note comments comment remarks remark annotation annotations memo thoughts notizen notiz kommentar bemerkung remarques commentaires
notas comentarios note_it appunti заметки примечания 备注 笔记 评论 阅读笔记 メモ 備考 노트 메모 비고`,
}

type Header<C> = { readonly column: C; readonly rank: number }

/** Creates the lookup of what a column name stands for, and its rank (lower is more specific). */
export function createColumnNames<C extends string>(
  names: Readonly<Record<C, string>>,
): (name: string) => Header<C> | undefined {
  const ranked = new Map(
    (Object.entries(names) as [C, string][]).flatMap(([column, all]) =>
      all.split(/\s+/).map((name, rank) => [name, { column, rank }] as const),
    ),
  )
  return (name) => ranked.get(toName(name))
}

/** A column name in lower case, without blanks and punctuation. */
export const toName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\(s\)/g, 's')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')

const rankedAs = createColumnNames(NAMES)

/** The field that a column name stands for, and its rank (lower is more specific). Undefined for an unknown name. */
export function readHeader(name: string): Header<Column> | undefined {
  const known = rankedAs(name)
  if (known) return known
  // “Venue / Journal”
  const parts = name.length < 60 ? name.split(/[/|&]|\sor\s/i).map(rankedAs) : []
  const [first] = parts
  return first && parts.every((part) => part?.column === first.column) ? first : undefined
}

/** A table column: its name, which may be empty, some of its cells, and its field. */
export type TableColumn = {
  readonly name: string
  readonly samples: readonly string[]
  readonly holds: Column | FactColumn | null
}
