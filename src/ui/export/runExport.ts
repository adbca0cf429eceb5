import { EXPORT_FORMATS } from '../../formats/exportFormats.ts'
import { printCount } from '../../model/numberFormat.ts'
import { exportPapers, type Export } from '../../store/files/exportPapers.ts'
import type { Stores } from '../../store/hooks.ts'
import { showToast } from '../../store/toasts.ts'
import { errorMessage } from '../../model/errorMessage.ts'

/** Downloads papers as a file and shows the result in a toast. */
export async function exportAs(wanted: Export, { answers, library }: Pick<Stores, 'answers' | 'library'>) {
  const { label } = EXPORT_FORMATS[wanted.format]
  showToast(`Writing ${label}…`, true)
  try {
    const { marks } = library.getState()
    const { name, papers } = await exportPapers(wanted, { papers: answers.getState().wholePapers, marks })
    showToast(`${printCount(papers, 'paper')} in ${name}`)
  } catch (error) {
    showToast(`No ${label}: ${errorMessage(error)}`, true)
  }
}
