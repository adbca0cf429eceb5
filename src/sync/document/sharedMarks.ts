import * as Y from 'yjs'
import { hasAside, isContested, takeUp } from '../../model/mark/clockSkew.ts'
import { merge, NOTHING_KEPT, type Cell, type Kept, type KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { isNoteCell } from '../../model/mark/noteVersions.ts'
import { entryKey, packCells, parseEntryKey, unpackCells, type EntryKey } from './entryFormat.ts'
import { paperOfText } from './noteTexts.ts'

/**
 * The cells of marks in a shared document. Each device writes its own map, so no two write the same entry and Yjs has
 * nothing to decide: the value is the merge of all maps by stamps, the same on every device. A device that writes an
 * entry includes what the others’ entries say and deletes theirs, so that there is about one of each.
 */
export type SharedMarks = {
  isEmpty(): boolean
  /** Whether this device has written anything that stands. */
  hasOwn(): boolean
  papers(): Iterable<PaperId>
  keysOf(paper: PaperId): Iterable<EntryKey>
  /** All cells of a paper, with those that were set aside taken up. */
  read(paper: PaperId): KeptMark
  /** The cells of some entries. */
  readEntries(keys: Iterable<EntryKey>): KeptMark
  /** Merges cells into those of a paper. */
  write(paper: PaperId, cells: KeptMark): void
  /** The papers whose entries or texts a transaction changed. */
  changes(transaction: Y.Transaction): ReadonlyMap<PaperId, Changed>
}
export type Changed = {
  readonly keys: Set<EntryKey>
  isText: boolean
  /** Whether an entry is in this device’s own map. */
  isOwn: boolean
}

const PREFIX = 'cells:'

/** `device` names the map of this device and must be unique; `now` is its clock, in milliseconds since 1970. */
export function openMarks(doc: Y.Doc, device: string, now: () => number): SharedMarks {
  const own = doc.getMap<unknown>(PREFIX + device)
  const maps = new Map<string, Y.Map<unknown>>()
  const entries = new Map<PaperId, Set<EntryKey>>()
  /** The top-level names of the document. What came from elsewhere has no type until it is asked for. */
  const names = new WeakMap<object, string>()

  const index = (key: EntryKey) => {
    const paper = parseEntryKey(key)?.paper
    if (paper === undefined) return
    const keys = entries.get(paper)
    if (keys) keys.add(key)
    else entries.set(paper, new Set([key]))
  }
  const findMaps = () => {
    for (const [name, type] of doc.share) {
      names.set(type, name)
      if (!name.startsWith(PREFIX) || maps.has(name)) continue
      const map = doc.getMap<unknown>(name)
      names.set(map, name)
      maps.set(name, map)
      for (const key of map.keys()) index(key)
    }
  }
  findMaps()

  /** The merge of an entry over all devices; `told` are the maps in which it could be read. */
  const gather = (key: EntryKey) => {
    let cells: KeptMark = NOTHING_KEPT
    const more = new Map<string, unknown>()
    const told: Y.Map<unknown>[] = []
    for (const map of maps.values()) {
      const found = map.has(key) ? unpackCells(map.get(key), now()) : null
      if (!found) continue
      told.push(map)
      cells = merge(cells, found.cells)
      for (const one of found.more) more.set(JSON.stringify(one), one)
    }
    return { cells, more: [...more.values()], told }
  }
  const readEntries = (keys: Iterable<EntryKey>) => {
    const all = new Map<Cell, Kept>()
    for (const key of keys) for (const [cell, kept] of gather(key).cells) all.set(cell, kept)
    return all
  }
  const readAll = (paper: PaperId) => takeUp(readEntries(entries.get(paper) ?? []))
  const writeEntry = (paper: PaperId, key: EntryKey, cells: KeptMark) => {
    const { cells: said, more, told } = gather(key)
    // Cells that were set aside are written as the mark has taken them up.
    const taken = hasAside(said) ? [...readAll(paper)].filter(([cell]) => entryKey(paper, cell) === key) : said
    const before = new Map(taken)
    const after = merge(before, cells)
    if (after === before) return
    own.set(key, packCells(after, more))
    index(key)
    // A device whose clock is ahead has the later stamps. For the other devices the entries of others stay.
    if (!isContested(after)) for (const map of told) if (map !== own) map.delete(key)
  }

  return {
    isEmpty: () => {
      findMaps()
      return entries.size === 0
    },
    hasOwn: () => own.size > 0,
    papers: () => entries.keys(),
    keysOf: (paper) => entries.get(paper) ?? [],
    read: readAll,
    readEntries,
    write(paper, cells) {
      const parts = new Map<EntryKey, Map<Cell, Kept>>()
      for (const [cell, kept] of cells) {
        const key = entryKey(paper, cell)
        const part = parts.get(key)
        if (part) part.set(cell, kept)
        else parts.set(key, new Map([[cell, kept]]))
      }
      for (const [key, part] of parts) writeEntry(paper, key, part)
    },
    changes(transaction) {
      const changed = new Map<PaperId, Changed>()
      const of = (paper: PaperId) => {
        let at = changed.get(paper)
        if (!at) changed.set(paper, (at = { keys: new Set(), isText: false, isOwn: false }))
        return at
      }
      const types = [...transaction.changed]
      if (types.some(([type]) => !names.has(type))) {
        findMaps()
        putMapsFirst(doc)
      }
      for (const [type, keys] of types) {
        const name = names.get(type) ?? ''
        const paper = paperOfText(name)
        if (paper !== null) of(paper).isText = true
        if (!name.startsWith(PREFIX)) continue
        for (const key of keys) {
          const about = key === null ? null : parseEntryKey(key)
          if (!about || !maps.get(name)?.has(key!)) continue
          index(key!)
          of(about.paper).keys.add(key!)
          if (maps.get(name) === own) of(about.paper).isOwn = true
        }
      }
      return changed
    },
  }
}

/**
 * Puts the maps of a document before its texts, which are as many as notes. Yjs finds a top-level name by a linear
 * search for each entry that it encodes: with 5,000 texts before the maps, 100,000 entries took 27 s.
 */
export function putMapsFirst({ share }: Y.Doc): void {
  // A copy, because the loop appends to the map.
  const all = [...share]
  for (const [name, type] of all) {
    if (paperOfText(name) === null) continue
    share.delete(name)
    share.set(name, type)
  }
}

/** Encodes the whole document as one update. */
export function encodeFullUpdate(doc: Y.Doc): Uint8Array {
  putMapsFirst(doc)
  return Y.encodeStateAsUpdate(doc)
}

/** Whether an entry is a version of a note. */
export const isNoteEntry = (key: EntryKey): boolean => isNoteCell(parseEntryKey(key)?.cell ?? '')
