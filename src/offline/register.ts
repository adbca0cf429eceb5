import type { PageMessage } from './sw.ts'

const UPDATE_CHECK_INTERVAL_MS = 60 * 60 * 1000

export type OfflineEvents = Readonly<{
  /** Every file is stored for the first time: from now on the page opens without a network. */
  onReady: () => void
  /**
   * A new version is stored and waits; `apply` activates it and reloads this page, and nothing happens without it.
   * Called again when a yet newer version takes its place; any `apply` means the newest.
   */
  onUpdate: (apply: () => void) => void
  /** The page could not be made to work offline; with a network it goes on. */
  onError: (error: unknown) => void
}>

/** Makes the built page work offline and reports how that goes; does nothing in development or without HTTPS. */
export function registerOffline(events: OfflineEvents): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Sent to the version that served this page: if the page is the only one, other versions' files can go (see sw.ts).
  tell(navigator.serviceWorker.controller, 'page-started')
  const start = () => {
    navigator.serviceWorker
      .register(new URL('./sw.js', document.baseURI))
      .then((registration) => follow(registration, events))
      .catch(events.onError)
  }
  // Storing fetches every file once more: that waits until the page has what it needs itself.
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

function tell(worker: ServiceWorker | null, message: PageMessage): void {
  worker?.postMessage(message)
}

function follow(registration: ServiceWorkerRegistration, { onReady, onUpdate, onError }: OfflineEvents): void {
  const reload = () => location.reload()
  const apply = () => {
    // Another tab was first: the new version is active already, only this page is still of the old one.
    if (registration.waiting === null) return reload()
    // Not before somebody asked here: the choice of another tab must not reload a page with unsaved words in it.
    navigator.serviceWorker.addEventListener('controllerchange', reload)
    tell(registration.waiting, 'skip-waiting')
  }

  let followed: ServiceWorker | null = null
  const followInstalling = () => {
    const worker = registration.installing
    if (worker === null || worker === followed) return
    followed = worker
    const isFirst = registration.active === null
    const onInstalled = () => {
      if (worker.state !== 'redundant') return isFirst ? onReady() : onUpdate(apply)
      // A new version that could not be stored leaves everything as it is, and the browser tries again.
      if (isFirst) onError(new Error('Not every file could be stored for offline use'))
    }
    worker.addEventListener('statechange', onInstalled, { once: true })
  }
  // An installation begun by an earlier page is under way already; one begun by this page is announced as well.
  followInstalling()
  registration.addEventListener('updatefound', followInstalling)
  if (registration.waiting !== null) onUpdate(apply)

  let checkedAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checkedAt < UPDATE_CHECK_INTERVAL_MS) return
    checkedAt = Date.now()
    // Rejects whenever there is no network, which is no error in a page made to work without.
    registration.update().catch(() => {})
  })
}
