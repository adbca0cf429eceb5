import type { PaperId } from '../../model/paper/paper.ts'
import type { PaperIndex } from '../index/paperIndex.ts'
import { rankBetween, type Ranks } from './ranks.ts'

/** Where papers are moved: by one, to the top, or before another paper of the list; null is after the last. */
export type MoveTo = 'up' | 'down' | 'top' | { readonly before: PaperId | null }

/** The ranks that a move writes, none where nothing moves; then the position of the first moved paper, from 1, and of how many. */
export type Moved = { readonly ranks: Ranks; readonly position: number; readonly of: number }

/**
 * Moves papers in Up next, as a block in their present order. `shown` are the rows of a list in that order: a paper is moved
 * past the next one that is shown. To the top come papers that are not To read yet, after the others; all else is left out.
 */
export function movePapers(
  { queue, find, names }: Pick<PaperIndex, 'queue' | 'find' | 'names'>,
  papers: readonly PaperId[],
  to: MoveTo,
  shown: Int32Array | null,
): Moved {
  const rows = queue.rows()
  const all = new Set(papers.flatMap((paper) => find(paper) ?? []))
  const block = rows.filter((row) => all.has(row))
  const others = to === 'top' ? [...all].filter((row) => queue.at(row) === undefined).toSorted((a, b) => a - b) : []
  const moved = [...block, ...others]
  const nothing = { ranks: new Map(), position: queue.positionAt(block[0] ?? -1), of: rows.length }
  if (moved.length === 0) return nothing

  const isMoved = new Set(moved)
  const rest = rows.filter((row) => !isMoved.has(row))
  const seen = shown && new Set(shown)
  const isPassed = (row: number) => !isMoved.has(row) && (!seen || seen.has(row))
  const index = indexIn(to)
  const after = [...rest.slice(0, index), ...moved, ...rest.slice(index)]
  if (others.length === 0 && after.every((row, i) => row === rows[i])) return nothing
  const ids = moved.map((row) => queue.at(row)?.id ?? names(row).id)
  const ranks = rankBetween(
    ids,
    rest.map((row) => queue.at(row)!),
    index,
  )
  return { ranks, position: index + 1, of: after.length }

  /** The index in the rest of the queue. Without another paper to pass, the block stays, and is gathered. */
  function indexIn(to: MoveTo): number {
    if (to === 'top') return 0
    const [first, last] = [rows.indexOf(block[0]!), rows.indexOf(block.at(-1)!)]
    if (to === 'up') {
      const above = rows.slice(0, first).findLast(isPassed)
      return above === undefined ? first : rest.indexOf(above)
    }
    if (to === 'down') {
      const below = rows.slice(last).find(isPassed)
      return below === undefined ? last + 1 - block.length : rest.indexOf(below) + 1
    }
    const list = shown ?? Int32Array.from(rows)
    const place = to.before === null ? undefined : find(to.before)
    const from = place === undefined ? list.length : list.indexOf(place)
    const next = list.subarray(from).find((row) => isPassed(row) && queue.at(row) !== undefined)
    if (next !== undefined) return rest.indexOf(next)
    const end = rest.findLast(isPassed)
    return end === undefined ? first : rest.indexOf(end) + 1
  }
}
