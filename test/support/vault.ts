import { pack } from '../../src/model/mark/packedMarks.ts'
import type { TabJournal } from '../../src/storage/journal/tabJournal.ts'

/** Everything in the second copy, as it is restored into an empty database. */
export async function loadAll(vault: Pick<TabJournal, 'compare'>) {
  const { news: records, ...found } = await vault.compare(pack(new Map()))
  return { records, ...found }
}
