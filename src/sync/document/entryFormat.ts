import { cellOf, setAside } from '../../model/mark/clockSkew.ts'
import { isStamp, type Stamp } from '../../model/mark/clock.ts'
import type { Cell, CellValue, Kept, KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isNoteCell } from '../../model/mark/noteVersions.ts'

/**
 * An entry of the shared document: what one device knows of a paper, or of one version of its note, since versions are
 * many and long. The key begins with the length of the paper’s id, because either part may contain any character.
 */
export type EntryKey = string

export const entryKey = (paper: PaperId, cell: Cell): EntryKey =>
  `${paper.length}:${paper}${isNoteCell(cellOf(cell)) ? cellOf(cell) : ''}`

/**
 * The paper and cell of a key; null where the key is none of ours. The cell is empty for the entry of everything but
 * the note.
 */
export function parseEntryKey(key: EntryKey): { readonly paper: PaperId; readonly cell: Cell } | null {
  const colon = key.indexOf(':')
  const length = Number(key.slice(0, colon))
  const start = colon + 1
  if (colon < 1 || !Number.isInteger(length) || length < 1 || key.length < start + length) return null
  return { paper: key.slice(start, start + length) as PaperId, cell: key.slice(start + length) }
}

/** Packs cells into a text, each stamp once: `[[stamp, cell, value, cell, value], …]`; `more` is appended unchanged. */
export function packCells(cells: KeptMark, more: readonly unknown[] = []): string {
  const groups = new Map<Stamp, (string | CellValue)[]>()
  for (const [cell, [value, at]] of cells) {
    const group = groups.get(at)
    if (group) group.push(cell, value)
    else groups.set(at, [at, cell, value])
  }
  return JSON.stringify([...groups.values(), ...more])
}

export type Unpacked = {
  readonly cells: KeptMark
  /** What this version does not understand, as a newer one may have written it. */
  readonly more: readonly unknown[]
}

/** Parses what `packCells` made, with the cells ahead of `now` set aside; null where it is none. */
export function unpackCells(packed: unknown, now: number): Unpacked | null {
  const groups = typeof packed === 'string' ? parse(packed) : null
  if (!Array.isArray(groups)) return null
  const cells = new Map<Cell, Kept>()
  const more: unknown[] = []
  for (const group of groups as readonly unknown[]) {
    const [at, ...rest] = Array.isArray(group) ? (group as readonly unknown[]) : []
    if (!isStamp(at) || rest.length % 2 !== 0) {
      more.push(group)
      continue
    }
    for (let i = 0; i < rest.length; i += 2) {
      const [cell, value] = [rest[i], rest[i + 1]]
      if (typeof cell === 'string' && isCellValue(value)) cells.set(cell, [value, at])
      else more.push([at, cell, value])
    }
  }
  return { cells: setAside(cells, now), more }
}

const isCellValue = (value: unknown): value is CellValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean'

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
