import { printListHead } from '../../model/backup/backupLists.ts'
import type { OwnList } from './assembleList.ts'

/** Lists as the lines of a backup. */
export async function toLines(lists: readonly OwnList[]): Promise<readonly string[]> {
  const texts = await Promise.all(lists.map(({ blob }) => blob.text()))
  return lists.flatMap((list, i) => {
    // The first line has the title that the list was imported with.
    const papers = texts[i]!.split('\n').slice(1).filter(Boolean)
    return [printListHead({ ...list, papers: papers.length }), ...papers]
  })
}
