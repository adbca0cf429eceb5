import { useEffect, useRef, useState, type RefObject } from 'react'
import type { Twin } from '../engine/question.ts'
import type { Mapping } from '../formats/csvMapping.ts'
import type { FoundBackupList, FoundFile, FoundPapers } from '../formats/readingWorker.ts'
import { parseBackup, type ParsedBackup } from '../model/backup.ts'
import { toMark, type Mark, type Marks } from '../model/mark.ts'
import type { PaperId } from '../model/paper.ts'
import type { OwnList } from '../storage/ownLists.ts'
import { useStores, type Stores } from '../store/hooks.ts'
import { joinMarks } from '../store/lists.ts'
import { newListId } from './own.ts'
import { openReader, type Printed, type Reader } from '../store/reader.ts'
import { errorMessage } from '../model/errorMessage.ts'

/** A file as far as it has been read; `twins` are what its papers are among those here. */
export type Found = { readonly name: string } & (
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly message: string }
  | FoundBackup
  | FoundList
)
export type FoundBackup = {
  readonly kind: 'backup'
  readonly backup: Extract<ParsedBackup, { readonly marks: Marks }>
  readonly lists: readonly OwnFound[]
}
/** A list of the reader's own as a backup holds it, and what its papers are among those here. */
export type OwnFound = FoundBackupList & { readonly twins: readonly (Twin | null)[] }
export type FoundList = { readonly name: string } & FoundPapers & {
    readonly twins: readonly (Twin | null)[]
    /** Whether it is being read again, with its columns taken otherwise. */
    readonly isOld?: boolean
  }

/** Which papers of a file are taken, and where to: all that the rule says, but for the exceptions. */
export type Choice = {
  readonly rule: 'new' | 'all'
  readonly exceptions: ReadonlySet<number>
  /** The list to add to; null for a new one. */
  readonly into: string | null
  /** The name of the new one. */
  readonly title: string
}

export const isTaken = ({ rule, exceptions }: Choice, { twins }: FoundList, place: number): boolean =>
  (rule === 'all' || twins[place] === null) !== exceptions.has(place)

export const takenPlaces = (choice: Choice, file: FoundList): readonly number[] =>
  file.twins.flatMap((_, place) => (isTaken(choice, file, place) ? [place] : []))

/** The marks that a file brings to papers that are taken, or here, as far as they say anything that ours do not. */
export function newMarks(choice: Choice, file: FoundList, ours: Marks): readonly (readonly [PaperId, Mark])[] {
  return file.marks.flatMap(({ place, id, mark }) => {
    const twin = file.twins[place]
    if (!twin && !isTaken(choice, file, place)) return []
    const target = twin?.id ?? id
    const here = toMark(ours.get(target))
    return JSON.stringify({ ...here, ...joinMarks(here, mark) }) === JSON.stringify(here)
      ? []
      : [[target, mark] as const]
  })
}

/**
 * What the files hold, each as soon as it is read, and the reader of their papers; it ends with the component. `readAs`
 * reads a table again with its columns taken otherwise; of several such readings the last counts.
 */
export function useFound(files: readonly File[]): {
  readonly found: readonly Found[]
  readonly reader: RefObject<Reader | null>
  readonly readAs: (place: number, mapping: Mapping) => void
} {
  const { answers } = useStores()
  const [state, setState] = useState<{ readonly files: readonly File[]; readonly found: readonly Found[] } | null>(null)
  const reader = useRef<Reader | null>(null)
  useEffect(() => {
    const opened = openReader()
    reader.current = opened
    let isWanted = true
    const found: Found[] = files.map(({ name }) => ({ name, kind: 'reading' }))
    const readAll = async () => {
      for (const [i, file] of files.entries()) {
        const read = await readOne(file.name, opened.read(file), answers)
        if (!isWanted) return
        found[i] = read
        // A file before it may have been read again meanwhile.
        setState((before) => ({ files, found: (before?.files === files ? before.found : found).with(i, read) }))
      }
    }
    void readAll()
    return () => {
      isWanted = false
      opened.end()
    }
  }, [files, answers])
  const reading = files.map(({ name }): Found => ({ name, kind: 'reading' }))
  const found = state?.files === files ? state.found : reading
  const latest = useRef(new Map<number, Mapping>())
  const readAs = (place: number, mapping: Mapping) => {
    const [file, before, opened] = [files[place], found[place], reader.current]
    if (!file || !opened || before?.kind !== 'papers' || !before.columns) return
    const put = (is: Found) =>
      setState((now) => (now?.files === files ? { files, found: now.found.with(place, is) } : now))
    latest.current.set(place, mapping)
    const columns = before.columns.map((column, at) => ({ ...column, holds: mapping[at] ?? null }))
    put({ ...before, columns, isOld: true })
    void readOne(file.name, opened.readAs(file, mapping, before.file), answers).then((read) => {
      if (latest.current.get(place) === mapping && reader.current === opened) put(read)
    })
  }
  return { found, reader, readAs }
}

async function readOne(name: string, reading: Promise<FoundFile>, answers: Stores['answers']): Promise<Found> {
  try {
    return await compare(await reading, answers)
  } catch (error) {
    return { name, kind: 'refused', message: errorMessage(error) }
  }
}

/** What was read, with what its papers are among those here. */
async function compare(read: FoundFile, answers: Stores['answers']): Promise<Found> {
  if (read.kind === 'backup') {
    const backup = parseBackup(read.text)
    if ('problem' in backup) return { name: read.name, kind: 'refused', message: backup.problem }
    const lists: OwnFound[] = []
    for (const list of read.lists) lists.push({ ...list, twins: await answers.getState().compare(list.blob) })
    return {
      name: read.name,
      kind: 'backup',
      backup: { ...backup, unread: [...backup.unread, ...read.unread] },
      lists,
    }
  }
  if (read.kind === 'refused') return read
  return { ...read, twins: await answers.getState().compare(read.blob) }
}

/** How many papers a list of a backup brings: all of a list that is not here, and else those that are nowhere here. */
export const broughtBy = (list: OwnFound, own: readonly OwnList[]): number =>
  own.some(({ id }) => id === list.id) ? list.twins.filter((twin) => twin === null).length : list.count

/** The lists of a backup as they are to be kept, under their own ids; those to which it brings nothing are left out. */
export async function printOwn(
  reader: Reader,
  lists: readonly OwnFound[],
  own: readonly OwnList[],
): Promise<readonly OwnList[]> {
  const kept = new Map<string, OwnList>()
  for (const list of lists) {
    const before = kept.get(list.id) ?? own.find(({ id }) => id === list.id)
    const places = before ? list.twins.flatMap((twin, place) => (twin === null ? [place] : [])) : null
    if (before && places?.length === 0) continue
    const printed = await reader.print(list.file, list.id, list.title, places)
    const { id, title, addedAt } = list
    kept.set(id, before ? await grow(before, printed) : { id, title, addedAt, ...printed })
  }
  return [...kept.values()]
}

/** The lists that come of the files' papers as they were chosen: new ones, and ones that have grown. */
export async function printLists(
  reader: Reader,
  chosen: readonly (readonly [FoundList, Choice])[],
  own: readonly OwnList[],
): Promise<readonly OwnList[]> {
  const lists = new Map<string, OwnList>()
  for (const [file, choice] of chosen) {
    const places = takenPlaces(choice, file)
    if (places.length === 0) continue
    const before =
      choice.into === null ? undefined : (lists.get(choice.into) ?? own.find(({ id }) => id === choice.into))
    const id = before?.id ?? newListId()
    const title = before?.title ?? (choice.title.trim() || file.title)
    const all = places.length === file.count ? null : places
    const printed = await reader.print(file.file, id, title, all)
    const fresh = { id, title, addedAt: Date.now() + lists.size }
    lists.set(id, before ? await grow(before, printed) : { ...fresh, ...printed })
  }
  return [...lists.values()]
}

/** A list with papers after those it has. */
export const grow = async (list: OwnList, { blob, papers, prepared = [] }: Printed): Promise<OwnList> => ({
  ...list,
  papers: list.papers + papers,
  // Papers stand after the head, which the longer list has already.
  blob: new Blob([list.blob, await withoutHead(blob)], { type: blob.type }),
  // What was prepared is of the first lines: where some of those were not, the others have to wait for them.
  ...(list.prepared && { prepared: [...list.prepared, ...prepared] }),
})

async function withoutHead(blob: Blob): Promise<Blob> {
  const start = await blob.slice(0, 10_000).text()
  return blob.slice(new Blob([start.slice(0, start.indexOf('\n'))]).size)
}
