import { flushSync } from 'react-dom'
import { isSafeAddress } from '../../model/paper/safeUrl.ts'
import { isGroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { toMark } from '../../model/mark/mark.ts'
import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../../store/hooks.ts'
import type { MarkChange } from '../../store/library/library.ts'
import { writesElsewhere } from '../../widgets/textInput.ts'
import type { Queue } from './taskQueue.ts'
import { showToast } from '../../store/toasts.ts'

/** What a command acts on: the app's stores, and what else is done before and after it. */
export type Scene = Stores & { readonly queue: Queue }

/** The papers that a key acts on: those selected, or else the one the reader is on. */
export function targetPapers({ cursor, viewing }: Pick<Stores, 'cursor' | 'viewing'>): readonly PaperId[] {
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

/** Opens the paper that the reader is on, unless one is open; returns which is open then. */
export function openPresent({ viewing, cursor }: Pick<Stores, 'viewing' | 'cursor'>): PaperId | null {
  if (viewing.getState().view.paper === null) viewing.getState().change({ paper: cursor.getState().active })
  return viewing.getState().view.paper
}

type Moving = Pick<Scene, 'cursor' | 'answers' | 'viewing' | 'queue'>

/**
 * Moves to the line that `to` makes of the present one's place; null where the reader is not in the list yet. With
 * `onlyPapers`, as when one is open, it goes on over heads of groups. It is done at once, unless what was asked is still to be
 * answered, or the line is far away; then it returns a promise.
 */
export function move(
  scene: Moving,
  to: (place: number | null, last: number) => number,
  onlyPapers = scene.viewing.getState().view.paper !== null,
): Promise<void> | void {
  const { answers, cursor, queue } = scene
  const pressed = queue.from()
  const go = () => {
    const last = (answers.getState().answer?.extent ?? 0) - 1
    if (last < 0) return undefined
    const { active, group, index } = cursor.getState()
    const before = active === null && group === null ? null : index
    const place = Math.min(last, Math.max(0, to(before, last)))
    const by = place < (before ?? 0) ? -1 : 1
    const goTo = (place: number): Promise<void> | void => {
      const listed = answers.getState().at(place)
      return listed instanceof Promise ? listed.then((there) => land(there, place)) : land(listed, place)
    }
    const land = (listed: Listed | undefined, place: number) => {
      if (!listed) return undefined
      if (onlyPapers && isGroupHead(listed)) return goTo(place + by)
      return stand(scene, listed, place, pressed)
    }
    return goTo(place)
  }
  const answered = answers.getState().answered()
  return answered ? answered.then(go) : go()
}

/**
 * Has the reader stand on a line, whose row has the keyboard by the end of it where it is at hand. Who has begun to write
 * somewhere else by now stays there.
 */
function stand({ cursor, viewing }: Moving, listed: Listed, place: number, pressed: Element | null) {
  const { moveTo, moveToGroup } = cursor.getState()
  const isAway = writesElsewhere(pressed)
  flushSync(() => {
    if (isGroupHead(listed)) return moveToGroup(listed.group, place, !isAway)
    moveTo(listed.id, place, !isAway)
    // Whoever reads along in the open paper goes on to the next.
    if (!isAway && viewing.getState().view.paper !== null) viewing.getState().change({ paper: listed.id }, 'replace')
  })
}

/** Goes from the search box to the first line of what it asks for. The keyboard leaves it at once, and comes back where there is none. */
export function enterList(scene: Scene, box: HTMLElement) {
  document.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true })
  scene.queue.run(() => {
    scene.cursor.setState({ active: null, group: null })
    const backWhereNone = () => {
      const { active, group } = scene.cursor.getState()
      if (active === null && group === null && !writesElsewhere(box)) box.focus()
    }
    const moved = move(scene, () => 0)
    return moved ? moved.then(backWhereNone) : backWhereNone()
  })
}

/** Sends the keyboard into the note of the paper that is open, or else of the one the user is on, which is then open. */
export function writeNote(scene: Pick<Stores, 'viewing' | 'cursor' | 'screen'>, fillsWindow = false) {
  const paper = openPresent(scene)
  if (paper) scene.screen.getState().sendKeyboard({ place: 'note', paper, fillsWindow })
}

/** Selects the present paper and the one that many lines on, which is then the present one. */
export function selectOn(scene: Scene, by: 1 | -1): Promise<void> | void {
  const { active } = scene.cursor.getState()
  const selectBoth = () => {
    const { active: next, select } = scene.cursor.getState()
    select([active, next].filter((paper) => paper !== null))
  }
  const moved = move(scene, (i) => (i ?? 0) + by, true)
  return moved ? moved.then(selectBoth) : selectBoth()
}

/** Selects every paper that the view shows, however many they are. */
export async function selectAll({ answers, cursor }: Scene) {
  const all: PaperId[] = []
  await answers.getState().answered()
  await answers.getState().papers('shown', (papers) => {
    for (const { id } of papers) all.push(id)
  })
  cursor.getState().select(all)
  showToast(`${printCount(all.length, 'paper')} selected`)
}

/** Lets go of what is selected; the keyboard is then on the line that was the present one. */
export function clearSelection({ cursor }: Pick<Stores, 'cursor'>) {
  const { active, index, clearSelected, moveTo } = cursor.getState()
  clearSelected()
  if (active) moveTo(active, index, true)
}

/** Changes the marks of the papers that a key acts on, as one step of undo. */
export function edit(scene: Scene, change: MarkChange) {
  const papers = targetPapers(scene)
  const { past, edit } = scene.library.getState()
  edit(papers, change)
  const step = scene.library.getState().past.at(-1)
  if (papers.length > 1 && step && step !== past.at(-1)) showToast(`${printNumber(step.papers)} papers changed`)
}

/** Takes the last step back, or brings it again, and says so where it was about more papers than one sees. */
export function undo({ library }: Pick<Scene, 'library'>, isForward: boolean) {
  const { past, future, undo, redo } = library.getState()
  const step = (isForward ? future : past).at(-1)
  if (isForward) redo()
  else undo()
  if (step && step.papers > 1)
    showToast(`${isForward ? 'Changed again' : 'Taken back'}: ${printNumber(step.papers)} papers`)
}

/** Stars them all, or takes the star off all where each has one. */
export function starAll(scene: Scene) {
  const { marks } = scene.library.getState()
  const all = targetPapers(scene).every((paper) => toMark(marks.get(paper)).starred)
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
