import { joinNotes } from '../../model/note/splice.ts'
import { merge, type Cell, type Kept, type KeptMark } from '../../model/mark/cell.ts'
import { isNoteCell, versions } from '../../model/mark/noteVersions.ts'
import { merge3Idempotent, diff } from './textMerge.ts'

/** The differences of two libraries in one paper. */
export type News = {
  /** The cells that the shared document lacks, and those that this library lacks. */
  readonly forThem: KeptMark
  readonly forUs: KeptMark
  /** The merged note, where each side has written something that the other lacks. */
  readonly note: NoteConflict | null
}
/** `base` is the common ancestor of the notes; null where they have none. */
export type NoteConflict = {
  readonly base: string | null
  readonly ours: string
  readonly theirs: string
  readonly isOursLater: boolean
}

export function compareMarks(ours: KeptMark, theirs: KeptMark): News {
  const [forThem, forUs] = [incomingChanges(ours, theirs), incomingChanges(theirs, ours)]
  const isBoth = [...forThem.keys()].some(isNoteCell) && [...forUs.keys()].some(isNoteCell)
  return { forThem, forUs, note: isBoth ? noteOfBoth(ours, theirs) : null }
}

/** The cells that are newer in `theirs`, or missing in `ours`. */
export function incomingChanges(theirs: KeptMark, ours: KeptMark): KeptMark {
  const merged = merge(ours, theirs)
  if (merged === ours) return NOTHING
  return new Map<Cell, Kept>([...merged].filter(([cell, kept]) => ours.get(cell) !== kept))
}
const NOTHING: KeptMark = new Map()

function noteOfBoth(ours: KeptMark, theirs: KeptMark): NoteConflict | null {
  const [mine, other] = [versions(ours), versions(theirs)]
  if (!mine[0] || !other[0] || mine[0].text === other[0].text) return null
  const { text } = mine[0]
  // Their versions of our notes, each as far as it was written then.
  const heard = mine.flatMap(({ cell }) => {
    const said = theirs.get(cell)?.[0]
    return typeof said === 'string' ? [said] : []
  })
  // A version that ours contains whole is its ancestor. Of another we cannot tell deletions from what was never there.
  const base = heard.find((said) => diff(said, text).every(({ remove }) => remove === 0))
  return {
    base: earlierText(ours, theirs) ?? base ?? (heard.length > 0 ? '' : null),
    ours: text,
    theirs: other[0].text,
    isOursLater: mine[0].at > other[0].at,
  }
}

/** The version that our note continued, as they last had it; null where they did not have it. */
export function earlierText(ours: KeptMark, theirs: KeptMark): string | null {
  const [present] = versions(ours)
  const text = present && theirs.get(present.cell)?.[0]
  return typeof text === 'string' ? text : null
}

/**
 * The ancestor of our note, where both libraries are of one device and each may lack the end of the other: of the
 * common versions and the texts last sent to the page, the one nearest to our note. Empty where the note began empty.
 */
export function likelyAncestor(ours: KeptMark, theirs: KeptMark, handed: readonly string[]): string {
  const mine = versions(ours)
  const [present] = mine
  if (!present) return ''
  // The common part of each version: the other device’s goes on there, and ours here.
  const common = mine.flatMap((version) => {
    const [text, at] = theirs.get(version.cell) ?? []
    if (typeof text !== 'string') return []
    return [at! < version.at ? { ...version, text, at: at! } : version]
  })
  const start = common.find(({ cell, at }) => cell === present.cell || at < present.begun)
  const since = common.filter(({ at }) => !start || at > start.at).toReversed()
  const texts = [start?.text ?? '', ...since.map(({ text }) => text), ...handed]
  const { text } = present
  const far = texts.map((from) => diff(from, text).reduce((sum, { remove, insert }) => sum + remove + insert.length, 0))
  return texts[far.lastIndexOf(Math.min(...far))]!
}

/** The merged note, where the shared text is `said`. */
export function joinBoth({ base, ours, isOursLater }: NoteConflict, said: string): string {
  if (base !== null) return merge3Idempotent(base, ours, said)
  return isOursLater ? joinNotes(ours, said) : joinNotes(said, ours)
}
