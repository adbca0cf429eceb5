// Becomes `sw.js`, a classic script, so it imports nothing; offline() in vite.config.ts puts in these two.
declare const BUILD_FILES: readonly (readonly [file: string, integrity: string])[]
declare const BUILD_VERSION: string

/** What a page may tell its service worker. */
export type PageMessage = 'page-started' | 'skip-waiting'

type Lifetime = Event & { waitUntil(work: Promise<unknown>): void }
type Message = Lifetime & { readonly data: PageMessage }
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void }

// By hand, because TypeScript's webworker library cannot live beside its DOM library in one project.
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
// The scope is part of the name: copies of the app under other paths of this host see the same caches.
const OURS = `offprint-${SCOPE}@`
const CACHE = OURS + BUILD_VERSION
/** Under this address a version remembers which were there before it. */
const REPLACED = new URL('replaced-versions', SCOPE).href

const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE)

/**
 * Stores every file of this version; rejects, so that nothing is installed, if one is missing or not of this version.
 *
 * The hashes refuse a half-deployed site (new worker, old page still in some proxy), which would stay broken until the
 * next release; refused, the version in use goes on and the browser tries again.
 */
async function precache(): Promise<void> {
  const before = await others()
  const cache = await caches.open(CACHE)
  await cache.put(REPLACED, new Response(JSON.stringify(before)))
  await cache.addAll(BUILD_FILES.map(([file, integrity]) => new Request(file, { cache: 'reload', integrity })))
}

/**
 * Deletes the caches of the versions before this one if no other page is open. Of those alone: a page's word may reach
 * this version when the next one has just taken its place.
 *
 * Not on `activate`, as is usual: pages of the version before live on in other tabs, and the chunks they have not loaded
 * yet exist only in its cache (GoogleChrome/workbox#3126). A page asks when it starts, and is then of this version.
 */
async function forgetOthers(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (pages.filter(({ url }) => url.startsWith(SCOPE)).length > 1) return
  const replaced = await caches.match(REPLACED, { cacheName: CACHE })
  const before = replaced ? ((await replaced.json()) as readonly string[]) : []
  await Promise.all(before.map((name) => caches.delete(name)))
}

/** Gives the address a request's answer is stored under; a page's goes without the query, which is the user's view. */
function keyOf({ mode, url }: Request): string {
  if (mode !== 'navigate') return url
  const { origin, pathname } = new URL(url)
  return origin + pathname === `${SCOPE}index.html` ? SCOPE : origin + pathname
}

/**
 * Finds a stored answer in the caches of this app's versions alone, this version's first. Another version may still have
 * pages open, whose later parts only its cache holds. What other apps shared lies in a cache too and must never be served.
 */
async function findStored(key: string): Promise<Response | undefined> {
  for (const cacheName of [CACHE, ...(await others())]) {
    const stored = await caches.match(key, { cacheName, ignoreVary: true })
    if (stored !== undefined) return stored
  }
  return undefined
}

/** Answers from this version, else from another that may still have pages open, else from the network. */
async function answer(request: Request): Promise<Response> {
  const stored = await findStored(keyOf(request))
  // A host that redirects recover.html to recover leaves an answer that browsers refuse for a page.
  if (stored !== undefined) return stored.redirected ? new Response(stored.body, stored) : stored
  try {
    return await fetch(request)
  } catch (error) {
    // To the start page, not with it: its relative addresses hold only at its own path.
    if (request.mode === 'navigate') return Response.redirect(SCOPE)
    throw error
  }
}

/** Where the manifest lets other apps send what is shared with this one. */
const SHARE = new URL('share', SCOPE).href
/** Holds what was shared until a page takes it; src/storage/browser/shareTarget.ts takes it. It is none of the versions' caches. */
const SHARED = `offprint-shared-${SCOPE}`
/** Shared items that wait for a page, and their bytes together; more is refused. */
const MAX_SHARED_ITEMS = 20
const MAX_SHARED_BYTES = 50_000_000
/** A longer title or address is cut; a text may be a whole list. */
const MAX_SHARED_LINE = 2000

/**
 * Whether another site sent this form, as far as the browser tells. A share by the operating system comes from no site:
 * its origin is "null" or absent. A site that hides its origin looks the same, so nothing may rest on this check alone.
 */
function isFromElsewhere({ headers, referrer }: Request): boolean {
  const senders = [headers.get('origin'), referrer].filter((sender) => sender && /^https?:/.test(sender))
  return senders.some((sender) => new URL(sender!).origin !== new URL(SCOPE).origin)
}

/**
 * Keeps what was shared for the page that is then started, which may be long in coming. Every item is kept as bytes of no
 * type under a random key: its sender chooses neither where it lies nor how a browser would show it.
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
