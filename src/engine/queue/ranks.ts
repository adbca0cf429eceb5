import { generateNKeysBetween } from 'fractional-indexing'
import type { Queued } from '../../model/queue/queued.ts'
import type { Rank } from '../../model/queue/rank.ts'
import type { PaperId } from '../../model/paper/paper.ts'

export type Ranks = ReadonlyMap<PaperId, Rank>

/**
 * The ranks that put papers, in this order, before the entry at an index of `rest`: the queue in order, without these papers.
 * Where the neighbours have one place, as papers that became To read at once do, the fewest of these are moved apart.
 */
export function rankBetween(papers: readonly PaperId[], rest: readonly Queued[], index: number): Ranks {
  const [before, after] = [rest[index - 1]?.rank, rest[index]?.rank]
  if (before === undefined || before !== after) return rank(papers, before, after)
  let [from, to] = [index, index]
  while (rest[from - 1]?.rank === before) from -= 1
  while (rest[to]?.rank === after) to += 1
  const ids = (from: number, to: number) => rest.slice(from, to).map(({ id }) => id)
  return index - from <= to - index
    ? rank([...ids(from, index), ...papers], rest[from - 1]?.rank, before)
    : rank([...papers, ...ids(index, to)], after, rest[to]?.rank)
}

function rank(papers: readonly PaperId[], before: Rank | undefined, after: Rank | undefined): Ranks {
  const keys = generateNKeysBetween(before, after, papers.length)
  return new Map(papers.map((paper, i) => [paper, keys[i] as Rank]))
}
