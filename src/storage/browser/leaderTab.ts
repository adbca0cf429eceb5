/** Leader election: one tab of the browser does what only one may do. */
export type Turns<News> = {
  /** Waits to become the leader. `work` starts then, and `stop` of its result is called when another tab takes over. */
  take(work: () => { readonly stop: () => Promise<void> }): void
  /** Resigns, or stops waiting. */
  leave(): Promise<void>
  /** Broadcasts a message to the other tabs. */
  tell(news: News): void
  onNews: ((news: News) => void) | null
  /** Called in the leader when another tab asks for the state, and the leader stays. */
  onAsked: (() => void) | null
}

type Message<News> = { readonly kind: 'wanted' } | { readonly kind: 'news'; readonly news: News }

/** The visible tab becomes the leader. When it is closed, another one does. */
export function electLeader<News>(name: string): Turns<News> {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  let waiting: AbortController | null = null
  let end: (() => Promise<void>) | null = null
  let work: (() => { readonly stop: () => Promise<void> }) | null = null

  const begin = () => {
    if (!work || waiting || end) return
    if (!('locks' in navigator)) {
      const { stop } = work()
      end = stop
      return
    }
    waiting = new AbortController()
    navigator.locks
      .request(name, { signal: waiting.signal }, async () => {
        waiting = null
        if (!work) return
        const { stop } = work()
        await new Promise<void>((free) => {
          end = async () => {
            end = null
            await stop().catch(console.warn)
            free()
          }
        })
      })
      // The tab has stopped waiting.
      .catch(() => {})
  }
  const want = () => {
    if (!document.hidden && work && !end) channel?.postMessage({ kind: 'wanted' } satisfies Message<News>)
  }
  document.addEventListener('visibilitychange', want)

  const turns: Turns<News> = {
    onNews: null,
    onAsked: null,
    take(next) {
      work = next
      begin()
      want()
    },
    async leave() {
      work = null
      waiting?.abort()
      waiting = null
      await end?.()
    },
    tell: (news) => channel?.postMessage({ kind: 'news', news } satisfies Message<News>),
  }
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Message<News>>) => {
      if (data.kind === 'news') turns.onNews?.(data.news)
      // Two visible tabs do not take the lead from each other.
      else if (!end) return
      else if (document.hidden) void end().then(begin)
      else turns.onAsked?.()
    }
  }
  return turns
}
