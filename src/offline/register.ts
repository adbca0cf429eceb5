import type { PageMessage } from './sw.ts'

const UPDATE_CHECK_INTERVAL_MS = 60 * 60 * 1000

export type OfflineEvents = Readonly<{
  /** All files are stored for the first time: from now on the page opens without a network. */
  onReady: () => void
  /**
   * A new version is stored and waits. `apply` activates it and reloads this page; until then nothing happens. Called
   * again when a newer version replaces the waiting one; each `apply` then activates the newest.
   */
  onUpdate: (apply: () => void) => void
  /** The page cannot work offline. It still works with a network. */
  onError: (error: unknown) => void
}>

/** Makes the built page work offline and reports progress. Does nothing in development or without HTTPS. */
export function registerOffline(events: OfflineEvents): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // Sent to the version that served this page. If no other page is open, it deletes files of earlier versions (see
  // sw.ts).
  tell(navigator.serviceWorker.controller, 'page-started')
  const start = () => {
    navigator.serviceWorker
      .register(new URL('./sw.js', document.baseURI))
      .then((registration) => follow(registration, events))
      .catch(events.onError)
  }
  // Storing fetches every file again, so it waits until the page itself has loaded.
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}

function tell(worker: ServiceWorker | null, message: PageMessage): void {
  worker?.postMessage(message)
}

function follow(registration: ServiceWorkerRegistration, { onReady, onUpdate, onError }: OfflineEvents): void {
  const reload = () => location.reload()
  const apply = () => {
    // Another tab has activated the new version already; only this page still runs the old one.
    if (registration.waiting === null) return reload()
    // Not before the user asks in this tab: a choice in another tab must not reload a page with unsaved text.
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
      // If a new version cannot be stored, the current one stays in use and the browser retries.
      if (isFirst) onError(new Error('Not every file could be stored for offline use'))
    }
    worker.addEventListener('statechange', onInstalled, { once: true })
  }
  // An earlier page may have started an installation. One that this page starts fires `updatefound`.
  followInstalling()
  registration.addEventListener('updatefound', followInstalling)
  if (registration.waiting !== null) onUpdate(apply)

  let checkedAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checkedAt < UPDATE_CHECK_INTERVAL_MS) return
    checkedAt = Date.now()
    // Rejects without a network, which is no error for an offline app.
    registration.update().catch(() => {})
  })
}
