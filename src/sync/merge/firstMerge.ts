import { joinNotes } from '../../model/note/splice.ts'
import { merge, type Cell, type Kept, type KeptMark } from '../../model/mark/cell.ts'
import { isNoteCell, versions } from '../../model/mark/noteVersions.ts'
import { merge3Idempotent, diff } from './textMerge.ts'

/** What one library has to tell another of a paper. */
export type News = {
  /** The cells that the shared document lacks or has older, and those that this library does. */
  readonly forThem: KeptMark
  readonly forUs: KeptMark
  /** The note that joins both, where each side wrote something that the other has not. */
  readonly note: NoteConflict | null
}
/** `base` is the last text that both know of; null where their notes have nothing in common. */
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

/** The cells of `theirs` that `ours` lacks or has older. */
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
  // What they heard of our versions, each as far as it was written then.
  const heard = mine.flatMap(({ cell }) => {
    const said = theirs.get(cell)?.[0]
    return typeof said === 'string' ? [said] : []
  })
  // What ours has all letters of it was made from; of another we cannot tell what was taken out and what never was in.
  const base = heard.find((said) => diff(said, text).every(({ remove }) => remove === 0))
  return {
    base: earlierText(ours, theirs) ?? base ?? (heard.length > 0 ? '' : null),
    ours: text,
    theirs: other[0].text,
    isOursLater: mine[0].at > other[0].at,
  }
}

/** What the version that our note is at said when they heard of it last, from which it went on; null where they did not. */
export function earlierText(ours: KeptMark, theirs: KeptMark): string | null {
  const [present] = versions(ours)
  const text = present && theirs.get(present.cell)?.[0]
  return typeof text === 'string' ? text : null
}

/**
 * The text that our note was made from, where both libraries are of one device and each may lack the end of the other: of
 * the versions that both have, and of letters that were handed over, what the page was at or came by since it began to
 * write the one which is nearest to what it says. Empty where it began with nothing.
 */
export function likelyAncestor(ours: KeptMark, theirs: KeptMark, handed: readonly string[]): string {
  const mine = versions(ours)
  const [present] = mine
  if (!present) return ''
  // Of each version what both have of it: the other device's goes on over there, and our own here.
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

/** The note of both, where the other side's letters say `said`. */
export function joinBoth({ base, ours, isOursLater }: NoteConflict, said: string): string {
  if (base !== null) return merge3Idempotent(base, ours, said)
  return isOursLater ? joinNotes(ours, said) : joinNotes(said, ours)
}
