import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import type { Answers } from './answers.ts'

/** The papers of links, by the alias of each; null where there is none. */
export type Linked = ReadonlyMap<PaperId, PaperHead | null>

/**
 * Finds papers by any alias, also by one that only a mark remembers, as a title that was corrected since. Rejects where
 * that cannot be determined.
 */
export async function findLinked(ids: readonly PaperId[], papers: Answers['papers']): Promise<Linked> {
  const find = async (wanted: readonly PaperId[]) => {
    const heads: PaperHead[] = []
    await papers(wanted, (some) => heads.push(...some))
    return heads
  }
  const found = new Map<PaperId, PaperHead | null>()
  const heads = ids.length > 0 ? await find(ids) : []
  for (const wanted of ids) {
    const head = heads.find(({ id }) => id === wanted) ?? heads.find(({ aliases }) => aliases.includes(wanted))
    // An alias that only a mark remembers belongs to one paper alone.
    found.set(wanted, head ?? (await find([wanted]))[0] ?? null)
  }
  return found
}
