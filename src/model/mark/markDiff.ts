import { setAside } from './clockSkew.ts'
import { merge, parseKept, type KeptMark, type Marks } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/**
 * A mark from a record or a message, with the cells that are ahead of this device’s clock set aside; null where the
 * value is none. A cell that was saved with such a stamp never wins over a later write, wherever the two merge.
 */
export function parseSaved(value: unknown): KeptMark | null {
  const kept = parseKept(value)
  return kept && setAside(kept, Date.now())
}

/** The papers whose marks `theirs` has newer, or `ours` lacks, with both merged. */
export function newerMarks(ours: Pick<Marks, 'get'>, theirs: Marks): Marks {
  const news = new Map<PaperId, KeptMark>()
  for (const [paper, mark] of theirs) {
    const before = ours.get(paper)
    const merged = before === undefined ? mark : merge(before, mark)
    if (merged !== before) news.set(paper, merged)
  }
  return news
}

/** The cells of `theirs` that `ours` lacks or has older. */
export function missingCells(ours: Pick<Marks, 'get'>, theirs: Marks): Marks {
  const missing = new Map<PaperId, KeptMark>()
  for (const [paper, mark] of theirs) {
    const before = ours.get(paper)
    const merged = before === undefined ? mark : merge(before, mark)
    if (merged === before) continue
    missing.set(paper, new Map([...merged].filter(([cell, kept]) => before?.get(cell) !== kept)))
  }
  return missing
}

/** Merges the marks of all copies; returns the first itself where the others have nothing new. */
export function join(...[first = new Map(), ...rest]: readonly Marks[]): Marks {
  let joined: Map<PaperId, KeptMark> | undefined
  for (const marks of rest) {
    const news = newerMarks(joined ?? first, marks)
    if (news.size === 0) continue
    joined ??= new Map(first)
    for (const [paper, mark] of news) joined.set(paper, mark)
  }
  return joined ?? first
}
