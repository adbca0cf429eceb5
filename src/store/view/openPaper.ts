import type { PaperId } from '../../model/paper/paper.ts'
import type { Stores } from '../hooks.ts'

/** Opens a paper wherever it is, which is then the active one. */
export function openPaper({ viewing, cursor }: Pick<Stores, 'viewing' | 'cursor'>, paper: PaperId) {
  // The answer sets its index. Where it has none, the next row is the first.
  cursor.getState().moveTo(paper, -1)
  viewing.getState().change({ paper })
}
