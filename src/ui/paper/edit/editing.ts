import { draftOf, onto, readDraft, type PaperDraft } from '../../../formats/draft/paperDraft.ts'
import { errorMessage } from '../../../model/errorMessage.ts'
import { printCount } from '../../../model/numberFormat.ts'
import type { ListHead } from '../../../model/paper/list.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../../../model/paper/paper.ts'
import { isGroupHead } from '../../../engine/facets/groupRows.ts'
import type { Stores } from '../../../store/hooks.ts'
import type { Library } from '../../../store/library/library.ts'
import { showToast, showUndo } from '../../../store/toasts.ts'
import { isOwnPaper, ownLists } from './isOwnPaper.ts'

type Listed = Pick<PaperHead, 'lists'>

/** Whether another list has it as well. */
const isElsewhere = ({ lists }: Listed, own: readonly Pick<ListHead, 'title'>[]) =>
  lists.some((list) => own.every(({ title }) => title !== list))

/**
 * Saves the fields that were changed in a form, over the paper as it is now: another tab may have changed others since.
 * The open paper stays open, whatever its id. Rejects where it cannot be saved.
 */
export async function saveDraft(stores: Stores, shown: PaperHead, draft: PaperDraft, before: Paper): Promise<void> {
  const staysOne = isElsewhere(shown, ownLists(stores))
  const id = await (
    await stores.lists()
  ).savePaper(shown, (now) => {
    const read = readDraft(onto(draftOf(now), draft, draftOf(before)), now)
    if (!('paper' in read)) return null
    // It stays one with the paper of another list, which has the title from before.
    const titles = staysOne ? now.aliases.filter((alias) => alias.startsWith('title:')) : []
    return { ...read.paper, aliases: [...new Set([...read.paper.aliases, ...titles])] }
  })
  if (id === null) throw new Error('the paper is in none of your lists any more')
  if (id !== shown.id) followId(stores, shown.id, id)
  showUndo('Paper changed', stores.library)
}

/** Keeps a paper open and active whose id the last step has changed, also when that is undone or redone. */
function followId({ library, viewing, cursor }: Stores, before: PaperId, after: PaperId) {
  const turn = (from: PaperId, to: PaperId) => {
    const { active, index, moveTo } = cursor.getState()
    if (active === from) moveTo(to, index)
    if (viewing.getState().view.paper === from) viewing.getState().change({ paper: to }, 'replace')
  }
  turn(before, after)
  const step = library.getState().past.at(-1)!
  const leave = library.subscribe(({ past, future }: Library, { past: was }: Library) => {
    if (past === was) return
    const isDone = past.includes(step)
    if (!isDone && !future.includes(step)) leave()
    else if (isDone !== was.includes(step)) turn(...(isDone ? ([before, after] as const) : ([after, before] as const)))
  })
}

/** Removes papers from the user’s own lists, as one step of undo, and says which stay. */
export async function removePapers(stores: Stores, ids: readonly PaperId[]): Promise<void> {
  const { answers, cursor, viewing, library } = stores
  const own = ownLists(stores)
  const shown: PaperFacts[] = []
  try {
    await answers.getState().papers(ids, (some) => shown.push(...some))
    if (!shown.some((paper) => isOwnPaper(paper, own)))
      return showToast(`${shown.length > 1 ? 'These papers are' : 'This paper is'} in no list of your own`)
    const { papers, lists } = await (await stores.lists()).removePapers(shown)
    const staying = shown.filter((paper) => !papers.includes(paper.id) || isElsewhere(paper, own))
    const away = new Set(papers.filter((id) => staying.every((paper) => paper.id !== id)))
    const { paper } = viewing.getState().view
    if (paper !== null && away.has(paper)) viewing.getState().change({ paper: null })
    cursor.getState().clearSelected()
    if (cursor.getState().active && away.has(cursor.getState().active!)) await moveToNext(stores)
    const what = papers.length === 1 ? 'Removed' : `${printCount(papers.length, 'paper')} removed`
    const stay =
      staying.length > 0 &&
      `${printCount(staying.length, 'paper')} of other lists ${staying.length === 1 ? 'stays' : 'stay'}`
    showUndo(
      [`${what} from ${lists.map((title) => `“${title}”`).join(', ')}`, stay].filter(Boolean).join('. '),
      library,
    )
  } catch (error) {
    showToast(`Not removed: ${errorMessage(error)}`, true)
  }
}

/** Moves to the row that stands where the active one stood. */
async function moveToNext({ answers, cursor }: Stores) {
  const { index, moveTo } = cursor.getState()
  const place = Math.min(index, (answers.getState().answer?.extent ?? 0) - 1)
  const listed = place < 0 ? undefined : await answers.getState().rowAt(place)
  if (listed && !isGroupHead(listed)) moveTo(listed.id, place, true)
}

/** Copies a paper to a list of the user’s own, or with null to “My papers”, where it can be edited. */
export async function copyToList(stores: Stores, id: PaperId, listId: string | null): Promise<void> {
  const copies: Paper[] = []
  try {
    await stores.answers.getState().wholePapers([id], (some) => copies.push(...some))
    const editedAt = Date.now()
    const { title } = await (
      await stores.lists()
    ).addPapers(
      listId,
      copies.map((paper) => ({ ...paper, editedAt })),
    )
    showUndo(`Copied to “${title}”`, stores.library)
  } catch (error) {
    showToast(`Not copied: ${errorMessage(error)}`, true)
  }
}
