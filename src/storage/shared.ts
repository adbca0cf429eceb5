/** The query of the address at which the service worker lets the app start with what was shared. */
const PARAM = 'shared'

/** Where the service worker keeps what was shared until a page takes it; sw.ts, which imports nothing, has the same. */
const cacheName = () => `offprint-shared-${scope()}`
const scope = () => new URL('./', document.baseURI).href

/** What another app gave along with files, or instead of them. */
type Told = { readonly title: string; readonly text: string; readonly url: string }

/**
 * Takes what other apps have shared with this one, as files, oldest first; there is nothing of it afterwards. `failed`
 * where the last of it could not be kept, as on a full disk.
 */
export async function takeShared(): Promise<readonly File[] | 'failed'> {
  const address = new URL(location.href)
  const how = address.searchParams.get(PARAM)
  if (how !== null) {
    address.searchParams.delete(PARAM)
    history.replaceState(history.state, '', address)
  }
  if (!('caches' in globalThis) || !(await caches.has(cacheName()))) return how === 'failed' ? how : []
  const cache = await caches.open(cacheName())
  const files: File[] = []
  for (const request of await cache.keys()) {
    const response = await cache.match(request)
    const name = response?.headers.get('x-name') ?? ''
    if (response && name) files.push(new File([await response.blob()], decodeURIComponent(name)))
    else if (response) files.push(...toFile((await response.json()) as Told))
    await cache.delete(request)
  }
  return files.length === 0 && how === 'failed' ? how : files
}

/** Text as a file of its own. An address alone is a paper, told in RIS, which needs no more than its title and address. */
function toFile({ title, text, url }: Told): readonly File[] {
  const line = (part: string) => part.replace(/\s+/g, ' ').trim()
  const isAddress = /^https?:\/\/\S+$/.test(text.trim())
  const address = line(url) || (isAddress ? text.trim() : '')
  const rest = isAddress ? '' : text
  if (rest.trim() !== '') return [new File([rest], 'Shared text')]
  if (address === '') return []
  return [new File([`TY  - ELEC\nTI  - ${line(title) || address}\nUR  - ${address}\nER  - \n`], 'Shared link')]
}
