import { merge, NOTHING_KEPT, type KeptMark, type Marks } from '../model/mark.ts'
import { unpack, type Packed } from '../model/packed.ts'
import type { PaperId } from '../model/paper.ts'
import { cellsMissing } from './marks.ts'
import type { Found, Vault } from './vault.ts'

/** What the second copy was found to be, held against the marks of the first. */
export type Compared = Omit<Found, 'records'> & {
  /** The marks of which the second copy has something that the first lacks, with both merged. */
  readonly news: Marks
  /** Whether the second copy has all of the first now; there may be no room for it. */
  readonly isGiven: boolean
}

/** Papers given at a time: a record that is torn, as by a crash, is no great loss. */
const GIVEN_AT_ONCE = 500

/** Reads the second copy, gives it what only the first has, and tells what only it had. */
export async function compareCopies(vault: Pick<Vault, 'load' | 'begin' | 'append'>, ours: Packed): Promise<Compared> {
  const { records, ...found } = await vault.load()
  const news = new Map<PaperId, KeptMark>()
  const seen = new Set<PaperId>()
  let lacking = new Map<PaperId, KeptMark>()
  let isGiven = true
  const give = async () => {
    const cells = cellsMissing(records, lacking)
    lacking = new Map()
    if (!isGiven || cells.size === 0) return
    try {
      await vault.begin()
      vault.append(cells)
    } catch (error) {
      console.warn('Offprint could not bring its second copy up to date:', error)
      isGiven = false
    }
  }
  for (const [id, mark] of unpack(ours)) {
    seen.add(id)
    const theirs = records.get(id) ?? NOTHING_KEPT
    const merged = merge(mark, theirs)
    if (merged !== mark) news.set(id, merged)
    if (merge(theirs, mark) !== theirs) lacking.set(id, mark)
    if (lacking.size === GIVEN_AT_ONCE) await give()
  }
  await give()
  for (const [id, mark] of records) if (!seen.has(id)) news.set(id, mark)
  return { ...found, news, isGiven }
}
