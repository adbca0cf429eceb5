import { flushSync } from 'react-dom'
import { isSafeAddress } from '../../model/paper/safeUrl.ts'
import type { MoveTo } from '../../engine/queue/movePapers.ts'
import { isGroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { toMark, type Status } from '../../model/mark/mark.ts'
import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../../store/hooks.ts'
import { moveInUpNext, offerNext } from '../../store/library/upNext.ts'
import type { MarkChange } from '../../store/library/library.ts'
import { writesElsewhere } from '../../widgets/textInput.ts'
import { scrollPage } from '../controls/scrollPage.ts'
import type { Queue } from './taskQueue.ts'
import { showToast, toasts } from '../../store/toasts.ts'
import { isOwnPaper, ownLists } from '../paper/edit/isOwnPaper.ts'

/** The context of every command: the stores, and the queue of what is done before and after it. */
export type Scene = Stores & { readonly queue: Queue }

/** The papers that a command acts on: the selection, or else the active paper. */
export function targetPapers({ cursor, viewing }: Pick<Stores, 'cursor' | 'viewing'>): readonly PaperId[] {
  const { selected, active } = cursor.getState()
  if (selected.size > 0) return [...selected]
  const paper = viewing.getState().view.paper ?? active
  return paper ? [paper] : []
}

/** Opens the active paper unless one is open; returns the open one. */
export function openPresent({ viewing, cursor }: Pick<Stores, 'viewing' | 'cursor'>): PaperId | null {
  if (viewing.getState().view.paper === null) viewing.getState().change({ paper: cursor.getState().active })
  return viewing.getState().view.paper
}

type Moving = Pick<Scene, 'cursor' | 'answers' | 'viewing' | 'queue'>

/**
 * Moves to the row that `to` computes from the index of the active row, which is null while no row is active. With
 * `onlyPapers`, as when a paper is open, group headers are skipped. The move is synchronous, unless an answer is
 * pending or the row is far away; then it returns a promise.
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
      const listed = answers.getState().rowAt(place)
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

/** Scrolls the open paper by a page. After its end the next paper follows, as in mail. */
export function scrollPaper(scene: Moving, by: 1 | -1): Promise<void> | void {
  const paper = document.querySelector('section[data-paper], dialog[data-paper]')
  if (!paper || scrollPage(paper, by) || by < 0) return undefined
  return move(scene, (i) => (i ?? -1) + 1)
}

/**
 * Makes a row active. It has the focus when this returns, if it is at hand. A user who has begun to type elsewhere
 * stays there.
 */
function stand({ cursor, viewing }: Moving, listed: Listed, place: number, pressed: Element | null) {
  const { moveTo, moveToGroup } = cursor.getState()
  const isAway = writesElsewhere(pressed)
  flushSync(() => {
    if (isGroupHead(listed)) return moveToGroup(listed.group, place, !isAway)
    moveTo(listed.id, place, !isAway)
    // The open paper follows the active row.
    if (!isAway && viewing.getState().view.paper !== null) viewing.getState().change({ paper: listed.id }, 'replace')
  })
}

/**
 * Moves from the search box to the first result. The search box loses the focus at once, and gets it back where there
 * is no result.
 */
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

/** Sends the keyboard into the note of the open paper, or else opens the active one. */
export function writeNote(scene: Pick<Stores, 'viewing' | 'cursor' | 'screen'>, fillsWindow = false) {
  const paper = openPresent(scene)
  if (paper) scene.screen.getState().sendKeyboard({ place: 'note', paper, fillsWindow })
}

/** Selects the active paper and the one so many rows further, which is then active. */
export function selectOn(scene: Scene, by: 1 | -1): Promise<void> | void {
  const { active } = scene.cursor.getState()
  const selectBoth = () => {
    const { active: next, select } = scene.cursor.getState()
    select([active, next].filter((paper) => paper !== null))
  }
  const moved = move(scene, (i) => (i ?? 0) + by, true)
  return moved ? moved.then(selectBoth) : selectBoth()
}

/** Selects every paper of the view. */
export async function selectAll({ answers, cursor }: Scene) {
  const all: PaperId[] = []
  await answers.getState().answered()
  await answers.getState().papers('shown', (papers) => {
    for (const { id } of papers) all.push(id)
  })
  cursor.getState().select(all)
  showToast(`${printCount(all.length, 'paper')} selected`)
}

/** Clears the selection; the focus is then on the active row. */
export function clearSelection({ cursor }: Pick<Stores, 'cursor'>) {
  const { active, index, clearSelected, moveTo } = cursor.getState()
  clearSelected()
  if (active) moveTo(active, index, true)
}

/** Edits the marks of the target papers, as one step of undo. */
export function edit(scene: Scene, change: MarkChange) {
  const papers = targetPapers(scene)
  const { past, edit } = scene.library.getState()
  edit(papers, change)
  const step = scene.library.getState().past.at(-1)
  if (papers.length > 1 && step && step !== past.at(-1)) showToast(`${printNumber(step.papers)} papers changed`)
}

/** Sets the status of the target papers, and offers what to read next. */
export function setStatus(scene: Scene, status: Status) {
  edit(scene, { status })
  offerNext(scene)
}

/** Moves the target papers in Up next. The keyboard goes with its row. */
export async function moveTargets(scene: Scene, to: MoveTo) {
  const papers = targetPapers(scene)
  const isInList = document.activeElement?.closest('[role="grid"]')
  await moveInUpNext(scene, papers, to)
  const { active, index, moveTo } = scene.cursor.getState()
  if (isInList && active !== null && papers.includes(active)) moveTo(active, index, true)
}

/** Undoes or redoes a step, and says so where it changed several papers. */
export function undo({ library }: Pick<Scene, 'library'>, isForward: boolean) {
  const { past, future, undo, redo } = library.getState()
  const step = (isForward ? future : past).at(-1)
  if (isForward) redo()
  else undo()
  if (step && step.papers > 1) showToast(`${isForward ? 'Redone' : 'Undone'}: ${printNumber(step.papers)} papers`)
}

/** Stars the target papers, or unstars them where all are starred. */
export function starAll(scene: Scene) {
  const { marks } = scene.library.getState()
  const all = targetPapers(scene).every((paper) => toMark(marks.get(paper)).starred)
  edit(scene, { starred: !all })
}

/** The open paper, or else the active one, if the page has it. */
export function present({ answers, cursor, viewing }: Scene): PaperHead | undefined {
  const { answer } = answers.getState()
  const id = viewing.getState().view.paper ?? cursor.getState().active
  return answer?.paper?.id === id && answer?.paper ? answer.paper : answer?.rows.find((row) => row.id === id)
}

/** Edits the open paper, or else the active one. A paper of a bundled list can be copied first. */
export function editPaper(scene: Scene) {
  const paper = present(scene)
  if (!paper) return
  if (isOwnPaper(paper, ownLists(scene))) scene.screen.getState().show('edit')
  else if (paper.lists.length === 0) showToast('This paper is in none of your lists any more')
  else {
    const run = () =>
      void import('../paper/edit/editing.ts').then(({ copyToList }) => copyToList(scene, paper.id, null))
    toasts.show({ words: 'Only papers of your own lists can be edited.', actions: [{ label: 'Copy to my list', run }] })
  }
}

/** Opens an address in a new tab. By an anchor, because window.open would run a `javascript:` address. */
export function follow(address: string | undefined) {
  if (address === undefined || !isSafeAddress(address)) return
  const anchor = document.createElement('a')
  Object.assign(anchor, { href: address, target: '_blank', rel: 'noopener noreferrer' })
  anchor.click()
}
