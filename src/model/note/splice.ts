/** A change of a text: at an offset, the number of code units removed and the text inserted. */
export type Splice = { readonly at: number; readonly remove: number; readonly insert: string }

/** The shortest single splice from one text to another. It never splits a surrogate pair. */
export function spliceOf(before: string, after: string): Splice {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  if (isHigh(before.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end))
    end += 1
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end -= 1
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) }
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

export const applySplice = (text: string, { at, remove, insert }: Splice): string =>
  text.slice(0, at) + insert + text.slice(at + remove)

/** Maps an offset, such as that of a caret, through a splice. */
export const moveThrough = (place: number, { at, remove, insert }: Splice): number => {
  if (place <= at) return place
  return place >= at + remove ? place + insert.length - remove : at + insert.length
}

/**
 * Joins two notes without a known common ancestor: both in full, the later one first. If one note contains the other,
 * only the longer one remains.
 */
export function joinNotes(later: string, earlier: string): string {
  const [first, second] = [later.trimEnd(), earlier.trim()]
  if (second === '' || first.includes(second)) return later
  return earlier.includes(first.trim()) ? earlier : `${first}\n\n${second}`
}
