/** As many words of titles begin, letter by letter as they are typed. */
const BEGINNINGS = ['tran', 'mode', 'dist'].flatMap((word) => [1, 2, 3, 4].map((length) => word.slice(0, length)))

/**
 * Asks what a reader may ask, one question a call, before anybody does; false once all were. A browser makes code fast
 * only when it has run: at a hundred thousand papers the first letters of a visit took three times as long as later ones.
 */
export function createRehearsal(ask: (text: string) => void): () => boolean {
  const left = BEGINNINGS.values()
  return () => {
    const { value, done } = left.next()
    if (!done) ask(value)
    return !done
  }
}
