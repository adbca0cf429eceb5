import { isAhead, stampAfter, writerOf, type Stamp } from './clock.ts'
import type { Cell, CellValue, Kept, KeptMark, Marks } from './cell.ts'
import type { PaperId } from '../paper/paper.ts'

/**
 * Cells from elsewhere whose stamps are ahead of this device's clock by more than a day. Whoever kept such a stamp would
 * have to write later ones, and would carry all other devices along: for years nobody's clock would count.
 *
 * So such a cell is set aside where it is read: `status` of a stamp F becomes `ahead:status` of a stamp F' at the beginning
 * of time, in which F stands, so that the order among them stays. That needs nothing but the cell, and is the same on
 * every device. The library then takes it up: `status` gets the value, right behind the latest stamp that the mark has, so
 * that it shows; and `ahead:status` gets null, right behind F'. Whatever is written later is later than that, and F, which
 * may come any number of times from a file or another device, is known and changes nothing. All this is cells, which
 * merge as all others do (mark.ts): `merge` knows nothing of it, and a released version carries `ahead:` cells along.
 *
 * A device whose own clock is ahead sees nothing in its stamps and works on; others take up what it writes, and it takes
 * up its own once its clock is right.
 */
const PREFIX = 'ahead:'

export const isSetAside = (cell: Cell): boolean => cell.startsWith(PREFIX)

/** The cell that one set aside is of; the cell itself where it is none of these. */
export const cellOf = (cell: Cell): Cell => (isSetAside(cell) ? cell.slice(PREFIX.length) : cell)

/** Before all that any clock made. */
const START = '000000000-0000-'
const lower = (stamp: Stamp) => `${START}${stamp.slice(0, 9)}${stamp.slice(10, 14)}${writerOf(stamp)}` as Stamp

/** When the stamp was made that a cell was set aside for, in milliseconds since 1970. */
export const timeAside = (at: Stamp): number => Number.parseInt(writerOf(at).slice(0, 9), 36) || 0

/** The mark with all its cells set aside that are ahead of a clock that says `now`; itself where none is. Idempotent. */
export function setAside(kept: KeptMark, now: number): KeptMark {
  if (![...kept.values()].some(([, at]) => isAhead(at, now))) return kept
  const marked = new Map<Cell, Kept>()
  const put = (cell: Cell, kept: Kept) => {
    const before = marked.get(cell)
    if (!before || kept[1] > before[1]) marked.set(cell, kept)
  }
  for (const [cell, [value, at]] of kept) {
    if (!isAhead(at, now)) put(cell, [value, at])
    else if (isSetAside(cell)) put(cell, [value, lower(at)])
    // Taken up elsewhere already: what came of it there is later than any time that this can have.
    else if ((kept.get(PREFIX + cell)?.[1] ?? '') >= lower(at)) put(cell, [value, lower(at)])
    else put(PREFIX + cell, [JSON.stringify(value), lower(at)])
  }
  return marked
}

/** All marks, so treated; the same map where no cell is ahead. */
export function setAllAside(marks: Marks, now: number): Marks {
  const changed = new Map<PaperId, KeptMark>()
  for (const [id, kept] of marks) {
    const put = setAside(kept, now)
    if (put !== kept) changed.set(id, put)
  }
  return changed.size === 0 ? marks : new Map([...marks].map(([id, kept]) => [id, changed.get(id) ?? kept]))
}

/** Whether something of the mark is set aside and not taken up yet. */
export const hasAside = (kept: KeptMark): boolean => asideIn(kept).length > 0

type Aside = { readonly cell: Cell; readonly value: CellValue; readonly at: Stamp }

function asideIn(kept: KeptMark): readonly Aside[] {
  const found: Aside[] = []
  for (const [cell, [text, at]] of kept) {
    if (!isSetAside(cell) || typeof text !== 'string') continue
    const value = parseValue(text)
    if (value !== undefined) found.push({ cell, value, at })
  }
  return found
}

function parseValue(text: string): CellValue | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value === null || typeof value === 'string' || typeof value === 'boolean' ? value : undefined
  } catch {
    return undefined
  }
}

/** The mark with all that is set aside taken up, in its order, behind all else it says; itself where there is nothing. */
export function takeUp(kept: KeptMark): KeptMark {
  const aside = asideIn(kept)
  if (aside.length === 0) return kept
  let latest: Stamp | null = null
  for (const [cell, [, at]] of kept) if (!isSetAside(cell) && (latest === null || at > latest)) latest = at
  const taken = new Map(kept)
  for (const { cell, value, at } of aside) {
    taken.set(cellOf(cell), [value, stampAfter(latest, writerOf(at))])
    taken.set(cell, [null, `${at}z` as Stamp])
  }
  return taken
}

/** The latest time of what is set aside in a mark and not taken up yet, in milliseconds since 1970; null where nothing is. */
export const latestAside = (kept: KeptMark): number | null =>
  asideIn(kept).reduce<number | null>((latest, { at }) => Math.max(latest ?? 0, timeAside(at)), null)

/**
 * Whether another device has set aside what bears about the time that this device's clock says, `now` in milliseconds
 * since 1970: one of the two clocks is wrong.
 */
export function isDoubted(kept: KeptMark, now: number): boolean {
  for (const [cell, [value, at]] of kept)
    if (isSetAside(cell) && value === null && Math.abs(timeAside(at) - now) < NEAR_MS) return true
  return false
}
const NEAR_MS = 86_400_000

/** Whether a cell of the mark has a stamp that some device has set aside, and takes for no later than what came after. */
export function isContested(kept: KeptMark): boolean {
  for (const [cell, [value, at]] of kept) {
    const written = isSetAside(cell) && value === null ? kept.get(cellOf(cell)) : undefined
    if (written && lower(written[1]) <= at) return true
  }
  return false
}
