import { printShared, type SharedData } from '../../formats/pasted/printShared.ts'

/** The query string with which the service worker starts the app after a share. */
const PARAM = 'shared'

/** The cache of shared items until a page takes them; sw.ts, which imports nothing, has the same name. */
const cacheName = () => `offprint-shared-${scope()}`
const scope = () => new URL('./', document.baseURI).href

/** Shared items: files, and the texts and links of all other items, each on a line of its own where it is short. */
export type Shared = { readonly text: string; readonly files: readonly File[] }

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
  if (!('caches' in globalThis) || !(await caches.has(cacheName()))) return refusal ?? { text: '', files: [] }
  const cache = await caches.open(cacheName())
  const files: File[] = []
  const texts: string[] = []
  for (const request of await cache.keys()) {
    const response = await cache.match(request)
    // Deleted before it is read: an item that crashes the page is not met again, and only one of two tabs takes it.
    if (!(await cache.delete(request)) || !response) continue
    const name = response.headers.get('x-name') ?? ''
    if (name) files.push(new File([await response.blob()], decodeURIComponent(name)))
    else texts.push(printShared(JSON.parse(await response.text()) as SharedData))
  }
  const text = texts.filter(Boolean).join('\n')
  return files.length === 0 && text === '' && refusal ? refusal : { text, files }
}
