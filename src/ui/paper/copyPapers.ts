import { COPIES, type CopyName } from '../../formats/copyFormats.ts'
import { printNumber } from '../../model/numberFormat.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { copyText } from '../../storage/browser/clipboard.ts'
import { toEntries } from '../../store/files/exportPapers.ts'
import type { Stores } from '../../store/hooks.ts'
import { showToast } from '../../store/toasts.ts'
import { errorMessage } from '../../model/errorMessage.ts'

const NO_MARKS = new Map()

/** Copies papers in a format, and shows a toast of the result. */
export async function copyPapers(ids: readonly PaperId[], copy: CopyName, { answers }: Pick<Stores, 'answers'>) {
  const print = async () => {
    const papers: Paper[] = []
    // What is pasted into a document or a bibliography is better without them.
    await answers
      .getState()
      .wholePapers(ids, (some) => papers.push(...some.map((paper) => ({ ...paper, abstract: '' }))))
    return COPIES[copy](toEntries(papers, NO_MARKS))
  }
  try {
    await copyText(print())
    showToast(ids.length === 1 ? 'Copied' : `Copied ${printNumber(ids.length)} papers`)
  } catch (error) {
    showToast(`Not copied: ${errorMessage(error)}`, true)
  }
}
