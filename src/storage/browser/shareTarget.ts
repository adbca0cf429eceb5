import type { Entry } from '../../formats/entry/entry.ts'
import { parseShared, type SharedData } from '../../formats/sharedLink.ts'

/** The query of the address at which the service worker lets the app start with what was shared. */
const PARAM = 'shared'

/** Where the service worker keeps what was shared until a page takes it; sw.ts, which imports nothing, has the same. */
const cacheName = () => `offprint-shared-${scope()}`
const scope = () => new URL('./', document.baseURI).href

/** What was shared: one paper that a link leads to, or else files. */
export type Shared = { readonly link: Entry } | { readonly files: readonly File[] }

/** What could not be kept: `failed` as on a full disk, `too-large` where the service worker's limits refuse it. */
const REFUSALS = ['failed', 'too-large'] as const
export type Refusal = (typeof REFUSALS)[number]

/**
 * Takes what other apps have shared with this one, oldest first; there is nothing of it afterwards. A refusal where there
 * is nothing because the last of it could not be kept.
 */
export async function takeSharedItem(): Promise<Shared | Refusal> {
  const address = new URL(location.href)
  const how = address.searchParams.get(PARAM)
  if (how !== null) {
    address.searchParams.delete(PARAM)
    history.replaceState(history.state, '', address)
  }
  const refusal = REFUSALS.find((one) => one === how)
  if (!('caches' in globalThis) || !(await caches.has(cacheName()))) return refusal ?? { files: [] }
  const cache = await caches.open(cacheName())
  const files: File[] = []
  const links: Entry[] = []
  for (const request of await cache.keys()) {
    const response = await cache.match(request)
    // Deleted before it is read: what makes this page fail is not met again, and of two tabs one takes it.
    if (!(await cache.delete(request)) || !response) continue
    const name = response.headers.get('x-name') ?? ''
    if (name) files.push(new File([await response.blob()], decodeURIComponent(name)))
    else {
      const told = JSON.parse(await response.text()) as SharedData
      const link = parseShared(told)
      if (link) links.push(link)
      files.push(...toFile(told, link))
    }
  }
  if (files.length === 0 && refusal) return refusal
  return links.length === 1 && files.length === 1 ? { link: links[0]! } : { files }
}

/** Text as a file of its own. A link is told in RIS, which needs no more than a title and an address. */
function toFile({ text }: SharedData, link: Entry | null): readonly File[] {
  if (!link) return text.trim() === '' ? [] : [new File([text], 'Shared text')]
  const lines = ['TY  - ELEC', `TI  - ${link.title}`, ...link.links.map(({ url }) => `UR  - ${url}`), 'ER  - ']
  return [new File([lines.join('\n')], 'Shared link')]
}
