import { pack } from '../../src/model/mark/packedMarks.ts'
import type { TabJournal } from '../../src/storage/journal/tabJournal.ts'

/** All that the second copy has, as one finds it who has nothing. */
export async function loadAll(vault: Pick<TabJournal, 'compare'>) {
  const { news: records, ...found } = await vault.compare(pack(new Map()))
  return { records, ...found }
}
