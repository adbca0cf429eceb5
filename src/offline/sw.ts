// Built to `sw.js`, a classic script, so it imports nothing. offline() in vite.config.ts injects these two constants.
declare const BUILD_FILES: readonly (readonly [file: string, integrity: string])[]
declare const BUILD_VERSION: string

/** Messages from a page to its service worker. */
export type PageMessage = 'page-started' | 'skip-waiting'

type Lifetime = Event & { waitUntil(work: Promise<unknown>): void }
type Message = Lifetime & { readonly data: PageMessage }
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void }

// Declared by hand: TypeScript’s webworker library conflicts with its DOM library in one project.
declare const self: {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly { readonly url: string }[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: Lifetime) => void): void
  addEventListener(kind: 'message', listener: (event: Message) => void): void
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void
}

const SCOPE = self.registration.scope
// The name includes the scope: copies of the app under other paths of this host share the same cache storage.
const OURS = `offprint-${SCOPE}@`
const CACHE = OURS + BUILD_VERSION
/** Cache key under which a version stores the names of the versions installed before it. */
const REPLACED = new URL('replaced-versions', SCOPE).href

const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE)

/**
 * Stores every file of this version. Rejects, so that this version is not installed, if a file is missing or fails its
 * integrity check.
 *
 * The hashes reject a half-deployed site (new worker, old page still in some proxy), which would stay broken until the
 * next release. After a rejection the current version stays in use and the browser retries.
 */
async function precache(): Promise<void> {
  const before = await others()
  const cache = await caches.open(CACHE)
  await cache.put(REPLACED, new Response(JSON.stringify(before)))
  await cache.addAll(BUILD_FILES.map(([file, integrity]) => new Request(file, { cache: 'reload', integrity })))
}

/**
 * Deletes the caches of earlier versions if no other page is open. Later versions are spared, because a page’s message
 * may arrive just after a newer version has replaced this one.
 *
 * Not on `activate`, as is usual: pages of the previous version stay open in other tabs, and chunks they have not
 * loaded yet exist only in its cache (GoogleChrome/workbox#3126). A page sends the message when it starts, so it runs
 * this version.
 */
async function forgetOthers(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.filter(({ url }) => url.startsWith(SCOPE)).length > 1) return
  const replaced = await caches.match(REPLACED, { cacheName: CACHE })
  const before = replaced ? ((await replaced.json()) as readonly string[]) : []
  await Promise.all(before.map((name) => caches.delete(name)))
}

/** The cache key of a request. For a page it omits the query, which holds the user’s view. */
function keyOf({ mode, url }: Request): string {
  if (mode !== 'navigate') return url
  const { origin, pathname } = new URL(url)
  return origin + pathname === `${SCOPE}index.html` ? SCOPE : origin + pathname
}

/**
 * Finds a stored response, in this version’s cache first. Other versions may still have open pages whose lazy chunks
 * only their caches hold. The search excludes the cache of items shared by other apps, which must never be served.
 */
async function findStored(key: string): Promise<Response | undefined> {
  for (const cacheName of [CACHE, ...(await others())]) {
    const stored = await caches.match(key, { cacheName, ignoreVary: true })
    if (stored !== undefined) return stored
  }
  return undefined
}

/** Responds from this version’s cache, else from a version that may still have open pages, else from the network. */
async function answer(request: Request): Promise<Response> {
  const stored = await findStored(keyOf(request))
  // Browsers reject a redirected response for a navigation, as from a host that redirects recover.html to recover.
  if (stored !== undefined) return stored.redirected ? new Response(stored.body, stored) : stored
  try {
    return await fetch(request)
  } catch (error) {
    // Redirects to the start page instead of serving it here: its relative URLs resolve only at its own path.
    if (request.mode === 'navigate') return Response.redirect(SCOPE)
    throw error
  }
}

/** The share target in the manifest, to which other apps post shared items. */
const SHARE = new URL('share', SCOPE).href
/** Cache of shared items until a page takes them (src/storage/browser/shareTarget.ts). It belongs to no version. */
const SHARED = `offprint-shared-${SCOPE}`
/** Limits on the number and total bytes of shared items waiting for a page. The worker refuses more. */
const MAX_SHARED_ITEMS = 20
const MAX_SHARED_BYTES = 50_000_000
/** In characters; a longer title or address is cut. A text has no limit of its own, since it may be a whole list. */
const MAX_SHARED_LINE = 2000

/**
 * Whether another site sent this form, as far as the browser tells. A share from the operating system comes from no
 * site: its origin is "null" or absent. A site that hides its origin looks the same, so this check alone protects
 * nothing.
 */
function isFromElsewhere({ headers, referrer }: Request): boolean {
  const senders = [headers.get('origin'), referrer].filter((sender) => sender && /^https?:/.test(sender))
  return senders.some((sender) => new URL(sender!).origin !== new URL(SCOPE).origin)
}

/**
 * Stores shared items for the page that opens next, possibly much later. Each item is stored as
 * application/octet-stream under a random key, so its sender controls neither its address nor how a browser displays
 * it.
 */
async function keepShared(request: Request): Promise<Response> {
  if (isFromElsewhere(request)) return new Response('Only other apps can share with Offprint.', { status: 403 })
  try {
    const form = await request.formData()
    const text = (name: string) => form.getAll(name).find((value) => typeof value === 'string') ?? ''
    const line = (name: string) => text(name).slice(0, MAX_SHARED_LINE)
    const files = form.getAll('files').filter((value) => typeof value !== 'string')
    const told = new Blob([JSON.stringify({ title: line('title'), text: text('text'), url: line('url') })])
    const items = files.length > 0 ? files : [told]
    const cache = await caches.open(SHARED)
    const waiting = (await cache.keys()).map(async (key) => Number((await cache.match(key))?.headers.get('x-size')))
    const bytes = [...(await Promise.all(waiting)), ...items.map(({ size }) => size)]
    if (bytes.length > MAX_SHARED_ITEMS || bytes.reduce((sum, size) => sum + size, 0) > MAX_SHARED_BYTES)
      return Response.redirect(`${SCOPE}?shared=too-large`, 303)
    for (const item of items) {
      const headers = new Headers({ 'content-type': 'application/octet-stream', 'x-size': String(item.size) })
      if (item !== told) headers.set('x-name', encodeURIComponent((item as File).name || 'Shared'))
      await cache.put(
        new URL(`shared/${crypto.randomUUID()}`, SCOPE),
        new Response(await item.arrayBuffer(), { headers }),
      )
    }
    return Response.redirect(`${SCOPE}?shared`, 303)
  } catch {
    return Response.redirect(`${SCOPE}?shared=failed`, 303)
  }
}

self.addEventListener('install', (event) => event.waitUntil(precache()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => {
  if (event.data === 'page-started') event.waitUntil(forgetOthers())
  if (event.data === 'skip-waiting') event.waitUntil(self.skipWaiting())
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && request.url.startsWith(SCOPE)) event.respondWith(answer(request))
  if (request.method === 'POST' && request.url === SHARE) event.respondWith(keepShared(request))
})
