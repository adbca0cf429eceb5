import type { Entry } from '../../formats/entry/entry.ts'
import { parseShared, type SharedData } from '../../formats/sharedLink.ts'

/** The query string with which the service worker starts the app after a share. */
const PARAM = 'shared'

/** The cache of shared items until a page takes them; sw.ts, which imports nothing, has the same name. */
const cacheName = () => `offprint-shared-${scope()}`
const scope = () => new URL('./', document.baseURI).href

/** A shared item: one paper of a link, or files. */
export type Shared = { readonly link: Entry } | { readonly files: readonly File[] }

/**
 * A shared item that could not be stored: `failed` as on a full disk, `too-large` beyond the limits of the service
 * worker.
 */
const REFUSALS = ['failed', 'too-large'] as const
export type Refusal = (typeof REFUSALS)[number]

/**
 * Takes the shared items, oldest first, and deletes them. Returns a refusal where the last item could not be stored.
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
    // Deleted before it is read: an item that crashes the page is not met again, and only one of two tabs takes it.
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

/** A shared text as a file. A link becomes RIS, which needs no more than a title and an address. */
function toFile({ text }: SharedData, link: Entry | null): readonly File[] {
  if (!link) return text.trim() === '' ? [] : [new File([text], 'Shared text')]
  const lines = ['TY  - ELEC', `TI  - ${link.title}`, ...link.links.map(({ url }) => `UR  - ${url}`), 'ER  - ']
  return [new File([lines.join('\n')], 'Shared link')]
}
