import { takeUp } from '../mark/clockSkew.ts'
import { parseBackup, printBackup } from './backup.ts'
import { joinListLines } from './backupLists.ts'
import type { Stamp } from '../mark/clock.ts'
import { toMark, write, STATUS_LABELS } from '../mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../mark/cell.ts'
import type { PaperId } from '../paper/paper.ts'
import { isUserRecord } from '../mark/userRecord.ts'

/** How a paper of a backup compares with ours: new, newer, the same, or older. */
export const COMPARISONS = ['new', 'newer', 'same', 'older'] as const
export type Comparison = (typeof COMPARISONS)[number]

export type Compared = {
  readonly counts: Readonly<Record<Comparison, number>>
  /** The papers that the backup changes, each with the changes. */
  readonly changes: readonly { readonly paper: PaperId; readonly is: Comparison; readonly what: readonly string[] }[]
  /** The marks after the restore. */
  readonly merged: Marks
}

/** Compares a backup with the marks. A restore merges, so the later value of each cell stays. */
export function compareBackup(ours: Marks, theirs: Marks): Compared {
  const counts = { new: 0, newer: 0, same: 0, older: 0 }
  const changes: Compared['changes'][number][] = []
  const merged = new Map(ours)
  for (const [paper, kept] of theirs) {
    const mine = ours.get(paper) ?? NOTHING_KEPT
    const both = takeUp(merge(mine, kept))
    const is = compare(mine, kept, both)
    counts[is] += 1
    if (both === mine) continue
    merged.set(paper, both)
    changes.push({ paper, is, what: describe(paper, mine, both) })
  }
  return { counts, changes, merged }
}

function compare(mine: KeptMark, theirs: KeptMark, both: KeptMark): Comparison {
  if (both !== mine) return mine.size === 0 ? 'new' : 'newer'
  const isSame = mine.size === theirs.size && [...mine].every(([cell, [, at]]) => theirs.get(cell)?.[1] === at)
  return isSame ? 'same' : 'older'
}

/** Shown where only the history of a paper differs. */
const HISTORY = 'history'

/** The visible changes from one mark to another, in words. */
function describe(paper: PaperId, was: KeptMark, is: KeptMark): readonly string[] {
  if (isUserRecord(paper)) return otherValues(was, is).length > 0 ? [was.size > 0 ? 'changed' : 'added'] : [HISTORY]
  const [before, after] = [toMark(was), toMark(is)]
  const what: string[] = []
  if (after.status !== before.status) what.push(STATUS_LABELS[after.status])
  if (after.starred !== before.starred) what.push(after.starred ? 'star' : 'no star')
  for (const tag of after.tags) if (!before.tags.includes(tag)) what.push(`tag “${tag}”`)
  for (const tag of before.tags) if (!after.tags.includes(tag)) what.push(`no tag “${tag}”`)
  if (after.next !== before.next && after.status === before.status) what.push('place in Up next')
  if (after.note !== before.note)
    what.push(after.note === '' ? 'no note' : before.note === '' ? 'note' : 'another note')
  return what.length > 0 ? what : [HISTORY]
}

/** What putting a backup back would change: the papers that differ from it, and how many notes are among them. */
export function comparePutBack(ours: Marks, theirs: Marks): Pick<Compared, 'changes'> & { readonly notes: number } {
  const changes: Compared['changes'][number][] = []
  let notes = 0
  for (const [paper, found] of theirs) {
    const [mine, kept] = [ours.get(paper) ?? NOTHING_KEPT, takeUp(found)]
    const what = describe(paper, mine, kept)
    if (what[0] === HISTORY) continue
    changes.push({ paper, is: mine.size > 0 ? 'newer' : 'new', what })
    if (toMark(mine).note !== toMark(kept).note) notes += 1
  }
  return { changes, notes }
}

/**
 * The marks of a backup, rewritten at `at` so that a merge makes every paper say what the backup says, whatever came
 * later; the present state stays in the history. `at` must be later than all stamps of both.
 */
export function putBack(ours: Marks, theirs: Marks, at: Stamp): Marks {
  const written = new Map<PaperId, KeptMark>()
  for (const [paper, found] of theirs) {
    const kept = takeUp(found)
    const both = merge(ours.get(paper) ?? NOTHING_KEPT, kept)
    const said = isUserRecord(paper)
      ? new Map(otherValues(both, kept).map(([cell, value]) => [cell, [value, at] as const]))
      : write(both, { next: null, ...toMark(kept) }, at)
    written.set(paper, merge(both, said))
  }
  return written
}

/** The cells that differ in the second mark, with its values. */
const otherValues = (was: KeptMark, is: KeptMark) =>
  [...is].flatMap(([cell, [value]]) => ((was.get(cell)?.[0] ?? null) === value ? [] : [[cell, value] as const]))

/**
 * The text of a backup file that is rewritten: our marks and lists, and everything else in the file, as another device
 * may have put there. Throws, with the reason in words, where that would destroy something. `at` is in milliseconds
 * since 1970.
 */
export function rewriteBackup(text: string, ours: Marks, lists: readonly string[], at: number): string {
  if (text.trim() === '') return printBackup(ours, at, lists)
  const found = parseBackup(text, at)
  if ('problem' in found) throw new Error(`${found.problem} It is left as it is.`)
  if (found.unread.length > 0) throw new Error('It is damaged, and left as it is.')
  return printBackup(joinMarks([found.marks, ours]), at, joinListLines(lists, found.lists), found.more)
}

/** Merges several sets of marks. */
export function joinMarks(all: readonly Marks[]): Marks {
  const joined = new Map<PaperId, KeptMark>()
  for (const marks of all)
    for (const [paper, kept] of marks) joined.set(paper, merge(joined.get(paper) ?? NOTHING_KEPT, kept))
  return joined
}
