import { diffChars, diffWordsWithSpace } from 'diff'
import { spliceOf, type Splice } from '../../model/note/splice.ts'

/** Longer changes are compared word by word, and very long ones as a whole. */
const MAX_LETTERS = 4000
const MAX_EDITS = 2000

/** The edits from one text to another, by their offsets in the first, in order. */
export function diff(before: string, after: string): readonly Splice[] {
  const whole = spliceOf(before, after)
  const { at, remove, insert } = whole
  if (remove === 0 && insert === '') return []
  if (remove === 0 || insert === '') return [whole]
  const was = before.slice(at, at + remove)
  const compare = was.length + insert.length > MAX_LETTERS ? diffWordsWithSpace : diffChars
  const parts = compare(was, insert, { maxEditLength: MAX_EDITS })
  if (!parts) return [whole]
  const splices: Splice[] = []
  let place = at
  let open: Splice | null = null
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      if (open) splices.push(open)
      open = null
      place += value.length
      continue
    }
    open ??= { at: place, remove: 0, insert: '' }
    open = added ? { ...open, insert: open.insert + value } : { ...open, remove: open.remove + value.length }
    if (removed) place += value.length
  }
  return open ? [...splices, open] : splices
}

/**
 * Three-way merge of two texts with their ancestor: insertions of both are kept, theirs first at the same place, and
 * deletions of either are applied. What goes on with a line is before what begins another.
 */
export function merge3(base: string, ours: string, theirs: string): string {
  return weave(base, ours, theirs, (first, second) =>
    first.startsWith('\n') && !second.startsWith('\n') ? second + first : first + second,
  )
}

/**
 * The same for texts of which each may already contain insertions of the other, as after a device was switched off in
 * between: an insertion of both is there once.
 */
export function merge3Idempotent(base: string, ours: string, theirs: string): string {
  const has = (text: string, other: string) =>
    isTelling(other.length - base.length, text.length - base.length) &&
    diff(other, text).every(({ remove }) => remove === 0)
  if (ours !== base && theirs !== base) {
    if (has(ours, theirs)) return ours
    if (has(theirs, ours)) return theirs
  }
  return weave(base, ours, theirs, joinInserts)
}

/** Merges insertions at one place, of which one may contain the other, or most of it. */
function joinInserts(first: string, second: string): string {
  const [less, more] = first.length < second.length ? [first, second] : [second, first]
  if (less.length >= TELLING_RUN && more.includes(less)) return more
  const parts = diffChars(first, second, { maxEditLength: MAX_EDITS })
  const common = (parts ?? []).reduce(
    (sum, { value, added, removed }) => sum + (added || removed ? 0 : value.length),
    0,
  )
  return parts && common * 3 >= less.length * 2 && isTelling(less.length, more.length)
    ? parts.map(({ value }) => value).join('')
    : first + second
}

/** Whether it is significant that characters occur in another text: a few occur in any long text by chance. */
const isTelling = (letters: number, among: number) => letters >= TELLING_LETTERS || among <= letters * 3
const TELLING_LETTERS = 8
/** A run of characters is more significant than the same number apart. */
const TELLING_RUN = 3

function weave(base: string, ours: string, theirs: string, join: (first: string, second: string) => string): string {
  if (ours === base || ours === theirs) return theirs
  if (theirs === base) return ours
  const [mine, other] = [diff(base, ours), diff(base, theirs)]
  const inserts = new Map<number, string>()
  for (const { at, insert } of other) if (insert !== '') inserts.set(at, insert)
  for (const { at, insert } of mine) {
    const before = inserts.get(at) ?? ''
    inserts.set(at, before === '' || insert === '' ? before + insert : join(before, insert))
  }
  const cuts = [...mine, ...other].filter(({ remove }) => remove > 0).toSorted((a, b) => a.at - b.at)
  const places = [...inserts.keys()].toSorted((a, b) => a - b)
  const parts: string[] = []
  let place = 0
  /** Copies the base up to an offset, without what anybody has deleted. */
  const goTo = (end: number) => {
    while (cuts.length > 0 && cuts[0]!.at < end) {
      const { at, remove } = cuts[0]!
      if (at > place) parts.push(base.slice(place, at))
      place = Math.max(place, Math.min(at + remove, end))
      if (at + remove > end) {
        cuts[0] = { at: end, remove: at + remove - end, insert: '' }
        break
      }
      cuts.shift()
    }
    if (end > place) parts.push(base.slice(place, end))
    place = Math.max(place, end)
  }
  for (const at of places) {
    goTo(at)
    parts.push(inserts.get(at)!)
  }
  goTo(base.length)
  return parts.join('')
}
