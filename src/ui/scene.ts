import { isSafeAddress } from '../model/address.ts'
import { isGroupHead, type Listed } from '../engine/parting.ts'
import { printCount, printNumber } from '../model/counting.ts'
import { toMark } from '../model/mark.ts'
import type { PaperHead, PaperId } from '../model/paper.ts'
import type { Stores } from '../store/hooks.ts'
import type { MarkChange } from '../store/library.ts'
import { writesElsewhere } from '../table/typing.ts'
import type { Dialogs } from './dialogs.ts'
import { tell } from './told.ts'

/** What a command acts on: the app's stores, and the dialogs it can open. */
export type Scene = Stores & { readonly dialogs: Dialogs }

/** The papers that a key acts on: those selected, or else the one the reader is on. */
export function targets({ cursor, viewing }: Pick<Stores, 'cursor' | 'viewing'>): readonly PaperId[] {
  const { selected, active } = cursor.getState()
  if (selected.size > 0) return [...selected]
  const paper = viewing.getState().view.paper ?? active
  return paper ? [paper] : []
}

/** Opens a paper wherever it stands, which is then the one the reader is on. */
export function openPaper({ viewing, cursor }: Pick<Stores, 'viewing' | 'cursor'>, paper: PaperId) {
  // The answer tells its place; where it has none, the next line is the first.
  cursor.getState().moveTo(paper, -1)
  viewing.getState().change({ paper })
}

/**
 * Moves to the line that `to` makes of the present one's place; null where the reader is not in the list yet. With
 * `onlyPapers`, as when one is open, it goes on over heads of groups. Nothing moves where the reader has begun to write
 * somewhere before that line was there.
 */
export async function move(
  { cursor, answers, viewing }: Pick<Stores, 'cursor' | 'answers' | 'viewing'>,
  to: (place: number | null, last: number) => number,
  onlyPapers = viewing.getState().view.paper !== null,
) {
  const last = (answers.getState().answer?.extent ?? 0) - 1
  if (last < 0) return
  const { active, group, index, moveTo, moveToGroup } = cursor.getState()
  const before = active === null && group === null ? null : index
  const held = document.activeElement
  let place = Math.min(last, Math.max(0, to(before, last)))
  const by = place < (before ?? 0) ? -1 : 1
  let listed = await answers.getState().at(place)
  const isPassed = (listed: Listed) => onlyPapers && isGroupHead(listed)
  while (listed && isPassed(listed)) listed = await answers.getState().at((place += by))
  // A line far away is waited for: whoever writes elsewhere by then stays there, or letters would be taken for keys.
  if (!listed || writesElsewhere(held)) return
  if (isGroupHead(listed)) return moveToGroup(listed.group, place, true)
  moveTo(listed.id, place, true)
  // Whoever reads along in the open paper goes on to the next.
  if (viewing.getState().view.paper !== null) viewing.getState().change({ paper: listed.id }, 'replace')
}

/** Selects the present paper and the one that many lines on, which is then the present one. */
export async function selectOn(scene: Scene, by: 1 | -1) {
  const { active } = scene.cursor.getState()
  await move(scene, (i) => (i ?? 0) + by, true)
  const { active: next, select } = scene.cursor.getState()
  select([active, next].filter((paper) => paper !== null))
}

/** Selects every paper that the view shows, however many they are. */
export async function selectAll({ answers, cursor }: Scene) {
  const all: PaperId[] = []
  await answers.getState().papers('shown', (papers) => {
    for (const { id } of papers) all.push(id)
  })
  cursor.getState().select(all)
  tell(`${printCount(all.length, 'paper')} selected`)
}

/** Lets go of what is selected; the keyboard is then on the line that was the present one. */
export function clearSelection({ cursor }: Pick<Stores, 'cursor'>) {
  const { active, index, clearSelected, moveTo } = cursor.getState()
  clearSelected()
  if (active) moveTo(active, index, true)
}

/** Changes the marks of the papers that a key acts on, as one step of undo. */
export function edit(scene: Scene, change: MarkChange) {
  const papers = targets(scene)
  const { past, edit } = scene.library.getState()
  edit(papers, change)
  const step = scene.library.getState().past.at(-1)
  if (papers.length > 1 && step && step !== past.at(-1)) tell(`${printNumber(step.papers)} papers changed`)
}

/** Takes the last step back, or brings it again, and says so where it was about more papers than one sees. */
export function undo({ library }: Pick<Scene, 'library'>, isForward: boolean) {
  const { past, future, undo, redo } = library.getState()
  const step = (isForward ? future : past).at(-1)
  if (isForward) redo()
  else undo()
  if (step && step.papers > 1) tell(`${isForward ? 'Changed again' : 'Taken back'}: ${printNumber(step.papers)} papers`)
}

/** Stars them all, or takes the star off all where each has one. */
export function starAll(scene: Scene) {
  const { marks } = scene.library.getState()
  const all = targets(scene).every((paper) => toMark(marks.get(paper)).starred)
  edit(scene, { starred: !all })
}

/** The paper that is open, or on the line the reader is on, as far as the page has it. */
export function present({ answers, cursor, viewing }: Scene): PaperHead | undefined {
  const { answer } = answers.getState()
  const id = viewing.getState().view.paper ?? cursor.getState().active
  return answer?.paper?.id === id && answer?.paper ? answer.paper : answer?.rows.find((row) => row.id === id)
}

/** Opens an address in a page of its own. By an anchor: window.open would run a `javascript:` address. */
export function follow(address: string | undefined) {
  if (address === undefined || !isSafeAddress(address)) return
  const anchor = document.createElement('a')
  Object.assign(anchor, { href: address, target: '_blank', rel: 'noopener noreferrer' })
  anchor.click()
}
