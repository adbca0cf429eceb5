import type { MoveTo } from '../../engine/queue/movePapers.ts'
import { printNumber } from '../../model/numberFormat.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../hooks.ts'
import { showToast, toasts } from '../toasts.ts'
import { openPaper } from '../view/openPaper.ts'

/**
 * Moves papers in Up next as a block, as one step of undo, and says where they are. To the top come papers that are not To
 * read yet, which they are then. Resolves once the list shows it, or where there is nothing to move.
 */
export async function moveInUpNext(
  { library, answers }: Pick<Stores, 'library' | 'answers'>,
  papers: readonly PaperId[],
  to: MoveTo,
): Promise<void> {
  const { ranks, position, of } = await answers.getState().move(papers, to)
  if (ranks.size === 0) {
    if (position === 0) showToast('Only papers To read are in Up next')
    else showToast(`Stays at ${printNumber(position)} of ${printNumber(of)}`)
    return
  }
  library.getState().edit([...ranks.keys()], (_, paper) => ({
    next: ranks.get(paper)!,
    ...(to === 'top' && { status: 'to-read' as const }),
  }))
  showToast(`Moved to ${printNumber(position)} of ${printNumber(of)}`)
  await answers.getState().askAgain()
}

type Reader = Pick<Stores, 'library' | 'answers' | 'cursor' | 'viewing'>

/** Offers the first paper of Up next, if the last step marked one paper, and no more, as read. */
export function offerNext(stores: Reader): void {
  const step = stores.library.getState().past.at(-1)
  const isRead = step?.changes.some(({ cell, after }) => cell === 'status' && after === 'read')
  if (!step || !isRead || step.papers > 1) return
  const offer = async () => {
    const next = await stores.answers.getState().firstNext()
    if (!next || stores.library.getState().past.at(-1) !== step) return
    const open = { label: 'Open', run: () => openPaper(stores, next.id) }
    // The bar has the button for undo. A second one here would only be nearer.
    toasts.show({ words: `Marked read. Next: ${next.title}`, actions: [open] })
  }
  offer().catch(console.warn)
}
