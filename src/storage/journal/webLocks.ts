/** Locks between the tabs of a browser. A lock is free again when its tab is gone, however that happened. */
export type Locks = {
  /** Takes a lock for as long as this page lives; resolves once it is taken. */
  hold(name: string): Promise<void>
  /** The names of all locks that are held. */
  held(): Promise<ReadonlySet<string>>
  /** Works with a shared lock, as soon as nobody has it alone. */
  share<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  /** Works with an exclusive lock, or returns null at once where anybody has the lock. */
  tryAlone<Result>(name: string, work: () => Promise<Result>): Promise<Result | null>
}

/** The Web Locks API. */
export const webLocks: Locks = {
  hold: (name) =>
    new Promise((taken, fail) => {
      navigator.locks
        .request(name, () => {
          taken()
          return new Promise<never>(() => {})
        })
        .catch(fail)
    }),
  async held() {
    const { held = [] } = await navigator.locks.query()
    return new Set(held.map(({ name = '' }) => name))
  },
  share: async (name, work) => navigator.locks.request(name, { mode: 'shared' }, () => work()),
  tryAlone: async (name, work) =>
    navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null)),
}
