/** Items sorted or merged in one slice: some ten milliseconds of comparing titles. */
const PIECE = 2000

/**
 * A stable merge sort that does one slice of work a call, so that a question need not wait for all of it. Returns null
 * until it is done.
 */
export function createIncrementalSort<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
): () => readonly T[] | null {
  let from: T[] = [...items]
  let to: T[] = [...items]
  /** The length of the sorted runs; 0 while the first are made. */
  let run = 0
  let at = 0
  let merge: Merge | null = null

  const pass = () => {
    if (run === 0) run = PIECE
    else {
      ;[from, to] = [to, from]
      run *= 2
    }
    at = 0
  }
  const mergeSome = () => {
    merge ??= { left: at, right: at + run, out: at }
    const leftEnd = Math.min(at + run, from.length)
    const rightEnd = Math.min(at + 2 * run, from.length)
    for (let done = 0; done < PIECE && merge.out < rightEnd; done += 1) {
      const isLeft: boolean =
        merge.right >= rightEnd || (merge.left < leftEnd && compare(from[merge.left]!, from[merge.right]!) <= 0)
      to[merge.out] = from[isLeft ? merge.left : merge.right]!
      merge = { left: merge.left + (isLeft ? 1 : 0), right: merge.right + (isLeft ? 0 : 1), out: merge.out + 1 }
    }
    if (merge.out < rightEnd) return
    merge = null
    at = rightEnd
  }

  return () => {
    if (run >= from.length && run > 0) return from
    if (run === 0) {
      const sorted = from.slice(at, at + PIECE).toSorted(compare)
      for (const [i, item] of sorted.entries()) from[at + i] = item
      at += PIECE
    } else mergeSome()
    if (at >= from.length) pass()
    return run >= from.length && run > 0 ? from : null
  }
}

type Merge = { readonly left: number; readonly right: number; readonly out: number }
