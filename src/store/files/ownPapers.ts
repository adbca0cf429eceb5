import { timeOf } from '../../model/mark/clock.ts'
import { listRecordId, paperCell, placeCell, withoutCell, type ListRecords } from '../../model/paper/listRecord.ts'
import type { Cell, CellValue, Marks } from '../../model/mark/cell.ts'
import { canBeSamePaper, mergePapers } from '../../model/paper/mergePapers.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { completeStored, isKeptPaper } from '../../model/paper/storedPaper.ts'
import { isTitle } from '../../model/paper/titleIdentity.ts'
import { parseNames, printPaper } from '../../formats/stored/paperLine.ts'
import { parseJson } from '../../model/parseJson.ts'
import type { MadeList } from '../../storage/lists/assembleList.ts'
import type { RecordChange } from '../library/library.ts'
import { linesOf } from './listCells.ts'

/** A paper as it is shown, joined from all lists that have it. */
export type Shown = Pick<Paper, 'id' | 'aliases'>

/**
 * An entry of a list of the user’s own, whole. `storedId` is its id in the list, which an older version may have given
 * it, and `shownAs` the id of the paper that it is part of.
 */
export type OwnEntry = {
  readonly list: MadeList
  readonly line: string
  readonly storedId: PaperId
  readonly shownAs: PaperId
  readonly paper: Paper
}

/** The id of the shown paper that the entries with an id are part of; null if it is unknown. */
export type FindShown = (id: PaperId) => Promise<PaperId | null>

/** The aliases of a paper are within this many characters of nearly every line. */
const NAMES_LETTERS = 500

/**
 * The entries of own lists that are shown as one of these papers. The first is the one whose wording is shown: the one
 * that was edited last, or else that of the first list.
 */
export async function findEntries(
  lists: readonly MadeList[],
  shown: readonly Shown[],
  findShown: FindShown,
): Promise<readonly OwnEntry[]> {
  const byId = new Map(shown.map((paper) => [paper.id, paper]))
  const byAlias = new Map(shown.flatMap((paper) => paper.aliases.map((alias) => [alias, paper] as const)))
  const found: OwnEntry[] = []
  for (const list of lists) {
    for (const line of await linesOf(list.blob)) {
      if (!namesIn(line).some((alias) => byAlias.has(alias))) continue
      const parsed = parseJson(line)
      if (!('value' in parsed) || !isKeptPaper(parsed.value)) continue
      const paper = completeStored(parsed.value)
      const near = paper.aliases.filter((alias) => byAlias.has(alias) && canBeSamePaper(byAlias.get(alias)!, paper))
      let its = byId.get(paper.id) ?? (near[0] && byAlias.get(near[0]))
      // Another paper may have the same title.
      if (its && its.id !== paper.id && near.every(isTitle)) {
        const id = await findShown(paper.id)
        if (id !== null) its = byId.get(id)
      }
      if (its) found.push({ list, line, storedId: parsed.value.id, shownAs: its.id, paper })
    }
  }
  return found.toSorted((a, b) => (b.paper.editedAt ?? 0) - (a.paper.editedAt ?? 0))
}

function namesIn(line: string): readonly PaperId[] {
  try {
    return parseNames(line.slice(0, NAMES_LETTERS))?.aliases ?? parseNames(line)?.aliases ?? []
  } catch {
    return []
  }
}

type Said = { readonly records: ListRecords; readonly userRecords: Marks }

/** The cells that put an edited paper in the place of entries. Each keeps the time at which it was added. */
export function toEditCells(
  entries: readonly OwnEntry[],
  edited: Paper,
  at: number,
  { records, userRecords }: Said,
): readonly RecordChange[] {
  const lists = new Set(entries.map(({ list }) => list))
  return [...lists].map((list): RecordChange => {
    const record = records.get(list.id)
    const cells: Record<Cell, CellValue> = {}
    let whole: Paper = { ...edited, editedAt: at }
    const own = entries.filter((entry) => entry.list === list)
    // Another paper of the list that the edit made the same is kept in it.
    for (const { paper } of own) if (paper.id === edited.id) whole = { ...mergePapers(whole, paper), editedAt: at }
    for (const { paper, line, storedId } of own) {
      const isAdded = record?.lines.get(storedId) === line
      const stamp = userRecords.get(listRecordId(list.id))?.get(paperCell(storedId))?.[1]
      const addedAt = paper.addedAt ?? (isAdded && stamp !== undefined ? timeOf(stamp) : null)
      if (!isAdded) cells[withoutCell(storedId)] = true
      else if (storedId !== edited.id) cells[paperCell(storedId)] = null
      const place = record?.places.get(storedId) ?? (isAdded ? null : storedId)
      if (place !== null && place !== edited.id) cells[placeCell(edited.id)] = place
      cells[paperCell(edited.id)] ??= printPaper({ ...whole, addedAt, lists: [list.title] })
    }
    return [listRecordId(list.id), cells]
  })
}

/** The cells that remove entries from their lists. */
export function toRemovalCells(entries: readonly OwnEntry[], records: ListRecords): readonly RecordChange[] {
  const changes = new Map<MadeList, Record<Cell, CellValue>>()
  for (const { list, line, storedId } of entries) {
    const cells = changes.get(list) ?? {}
    changes.set(list, cells)
    if (records.get(list.id)?.lines.get(storedId) === line) cells[paperCell(storedId)] = null
    else cells[withoutCell(storedId)] = true
  }
  return [...changes].map(([{ id }, cells]) => [listRecordId(id), cells])
}
