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

/** Gives the address a request's answer is stored under; a page's goes without the query, which is the reader's view. */
function keyOf({ mode, url }: Request): string {
  if (mode !== 'navigate') return url
  const { origin, pathname } = new URL(url)
  return origin + pathname === `${SCOPE}index.html` ? SCOPE : origin + pathname
}

/** Answers from this version, else from another that may still have pages open, else from the network. */
async function answer(request: Request): Promise<Response> {
  const key = keyOf(request)
  const stored =
    (await caches.match(key, { cacheName: CACHE, ignoreVary: true })) ?? (await caches.match(key, { ignoreVary: true }))
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
/** What was shared and no page has taken yet; src/storage/shared.ts takes it. Not one of the versions' caches. */
const SHARED = `offprint-shared-${SCOPE}`

/** Keeps what was shared for the page that is then started, which may be long in coming. */
async function keepShared(request: Request): Promise<Response> {
  try {
    const form = await request.formData()
    const cache = await caches.open(SHARED)
    const text = (name: string) => form.getAll(name).find((value) => typeof value === 'string') ?? ''
    const told = { title: text('title'), text: text('text'), url: text('url') }
    const files = form.getAll('files').filter((value) => typeof value !== 'string')
    const put = (i: number, response: Response) => cache.put(`${SHARE}d/${Date.now()}-${i}`, response)
    for (const [i, file] of files.entries()) {
      await put(i, new Response(file, { headers: { 'x-name': encodeURIComponent(file.name || 'Shared') } }))
    }
    if (files.length === 0) await put(0, new Response(JSON.stringify(told)))
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
