/** What the tabs of a browser agree by about which of them does a thing that only one may do. */
export type Turns<News> = {
  /** Waits for this tab's turn; `work` begins when it has it, and resolves what it returns when another wants it. */
  take(work: () => { readonly stop: () => Promise<void> }): void
  /** Gives the turn back, or waits for none any more. */
  leave(): Promise<void>
  /** Tells the other tabs. */
  tell(news: News): void
  onNews: ((news: News) => void) | null
  /** Called in the tab that has the turn and keeps it, when another wants to know how things stand. */
  onAsked: (() => void) | null
}

type Message<News> = { readonly kind: 'wanted' } | { readonly kind: 'news'; readonly news: News }

/** The turn goes to the tab that is looked at, and from one that is gone to another. */
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
      // Whoever left did not want it any more.
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
      // Two that are both looked at do not take it from each other.
      else if (!end) return
      else if (document.hidden) void end().then(begin)
      else turns.onAsked?.()
    }
  }
  return turns
}
