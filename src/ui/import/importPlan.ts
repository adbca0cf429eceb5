import { useEffect, useRef, useState, type RefObject } from 'react'
import type { LikelyTwin, Twin } from '../../engine/question.ts'
import type { ReadAs, Refused } from '../../formats/workers/readAny.ts'
import type { FoundBackupList, FoundFile, FoundPapers } from '../../formats/workers/readingWorker.ts'
import { parseBackup, type ParsedBackup } from '../../model/backup/backup.ts'
import { toMark, type Mark } from '../../model/mark/mark.ts'
import type { Marks } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { OwnList } from '../../storage/lists/assembleList.ts'
import { useStores, type Stores } from '../../store/hooks.ts'
import { joinMarks } from '../../store/files/listActions.ts'
import { toLink } from '../../store/library/duplicates.ts'
import type { RecordChange } from '../../store/library/library.ts'
import { newListId } from '../../storage/lists/ownListId.ts'
import { openReader, type Reader } from '../../store/files/fileReader.ts'
import { errorMessage } from '../../model/errorMessage.ts'

/** A file being imported. `twins` are the matching papers here, by index; `likely` are new papers that may be here. */
export type ImportFile = { readonly name: string } & (
  | { readonly kind: 'reading' }
  | (Refused & { readonly isOld?: boolean })
  | FoundBackup
  | ImportedPapers
)
export type FoundBackup = {
  readonly kind: 'backup'
  readonly backup: Extract<ParsedBackup, { readonly marks: Marks }>
  readonly lists: readonly BackupListPreview[]
}
/** One of the user’s lists in a backup, and the matching papers here. */
export type BackupListPreview = FoundBackupList & { readonly twins: readonly (Twin | null)[] }
export type ImportedPapers = { readonly name: string } & FoundPapers & {
    readonly twins: readonly (Twin | null)[]
    readonly likely: readonly LikelyTwin[]
    /** Whether the file is being read again with other columns or in another encoding. */
    readonly isOld?: boolean
  }

/** `fuller` are new papers, and those here without a bibliography entry where the file has one. */
export type Rule = 'new' | 'fuller' | 'all'

/** Which papers of a file to import, and into which list. `exceptions` invert the rule, and `joined` are likely here. */
export type Choice = {
  readonly rule: Rule
  readonly exceptions: ReadonlySet<number>
  /** Papers that the user takes to be the ones that they are likely the same as. */
  readonly joined: ReadonlySet<number>
  /** The list to add to; null for a new one. */
  readonly into: string | null
  /** The name of the new list. */
  readonly title: string
}

export function isTaken({ rule, exceptions }: Choice, { twins }: ImportedPapers, place: number): boolean {
  const twin = twins[place]
  return (rule === 'all' || !twin || (rule === 'fuller' && twin.isFuller)) !== exceptions.has(place)
}

export const takenPlaces = (choice: Choice, file: ImportedPapers): readonly number[] =>
  file.twins.flatMap((_, place) => (isTaken(choice, file, place) ? [place] : []))

/** The cells that join the papers which are taken with those that they are the same as. */
export const newLinks = (choice: Choice, file: ImportedPapers): readonly RecordChange[] =>
  file.likely
    .filter(({ place }) => choice.joined.has(place) && isTaken(choice, file, place))
    .map(({ id, is }) => toLink(is.id, id))

/** The marks that a file adds to papers that are imported or already here, if they say more than ours. */
export function newMarks(choice: Choice, file: ImportedPapers, ours: Marks): readonly (readonly [PaperId, Mark])[] {
  const joined = new Map(file.likely.flatMap(({ place, is }) => (choice.joined.has(place) ? [[place, is]] : [])))
  return file.marks.flatMap(({ place, id, mark }) => {
    const twin = file.twins[place] ?? joined.get(place)
    if (!twin && !isTaken(choice, file, place)) return []
    const target = twin?.id ?? id
    const here = toMark(ours.get(target))
    return JSON.stringify({ ...here, ...joinMarks(here, mark) }) === JSON.stringify(here)
      ? []
      : [[target, mark] as const]
  })
}

/**
 * Parses the files, each in a worker, and returns the results and the parser, which ends with the component. `readAs`
 * reads a file again with other columns or in another encoding; the last of several such calls wins.
 */
export function useImportFiles(files: readonly File[]): {
  readonly found: readonly ImportFile[]
  readonly reader: RefObject<Reader | null>
  readonly readAs: (place: number, as: ReadAs) => void
} {
  const { answers } = useStores()
  const [state, setState] = useState<Found | null>(null)
  const reader = useRef<Reader | null>(null)
  useEffect(() => {
    const opened = openReader()
    reader.current = opened
    let isWanted = true
    const found: ImportFile[] = files.map(({ name }) => ({ name, kind: 'reading' }))
    const readAll = async () => {
      for (const [i, file] of files.entries()) {
        const read = await readOne(file.name, opened.read(file), answers)
        if (!isWanted) return
        found[i] = read
        // An earlier file may have been parsed again meanwhile.
        setState((before) => ({ files, found: (before?.files === files ? before.found : found).with(i, read) }))
        propose(answers, read, (is) => isWanted && setState((now) => exchange(now, i, read, is)))
      }
    }
    void readAll()
    return () => {
      isWanted = false
      opened.end()
    }
  }, [files, answers])
  const reading = files.map(({ name }): ImportFile => ({ name, kind: 'reading' }))
  const found = state?.files === files ? state.found : reading
  const latest = useRef(new Map<number, ReadAs>())
  const readAs = (place: number, as: ReadAs) => {
    const [file, before, opened] = [files[place], found[place], reader.current]
    if (!file || !opened || (before?.kind !== 'papers' && before?.kind !== 'refused')) return
    const put = (is: ImportFile) =>
      setState((now) => (now?.files === files ? { files, found: now.found.with(place, is) } : now))
    // In another encoding a table may have other columns.
    const all = as.encoding ? as : { ...latest.current.get(place), ...as }
    latest.current.set(place, all)
    put({ ...correct(before, as), isOld: true })
    const instead = before.kind === 'papers' ? before.file : undefined
    void readOne(file.name, opened.readAs(file, all, instead), answers).then((read) => {
      if (latest.current.get(place) !== all || reader.current !== opened) return
      put(read)
      propose(answers, read, (is) => setState((now) => exchange(now, place, read, is)))
    })
  }
  return { found, reader, readAs }
}

/** The files that were chosen, and what was found in them. */
type Found = { readonly files: readonly File[]; readonly found: readonly ImportFile[] }

/** What was found with another file in the place of one that is still there. */
const exchange = (now: Found | null, place: number, was: ImportFile, is: ImportFile): Found | null =>
  now?.found[place] === was ? { ...now, found: now.found.with(place, is) } : now

/** Looks for the papers that are likely here once the preview is shown, as it takes as long again with many. */
function propose(answers: Stores['answers'], read: ImportFile, onFound: (is: ImportFile) => void) {
  if (read.kind !== 'papers' || !read.twins.includes(null)) return
  answers
    .getState()
    .compare(read.blob, true)
    .then(({ likely }) => {
      if (likely.length > 0) onFound({ ...read, likely })
    }, console.warn)
}

/** A file as it is shown until it has been read again. */
function correct<F extends ImportedPapers | Refused>(file: F, { mapping, encoding }: ReadAs): F {
  const columns =
    'columns' in file && mapping && file.columns?.map((column, at) => ({ ...column, holds: mapping[at] ?? null }))
  return {
    ...file,
    ...(columns && { columns }),
    ...(encoding && file.encoding && { encoding: { ...file.encoding, name: encoding, isGuess: false } }),
  }
}

async function readOne(name: string, reading: Promise<FoundFile>, answers: Stores['answers']): Promise<ImportFile> {
  try {
    return await compare(await reading, answers)
  } catch (error) {
    return { name, kind: 'refused', message: errorMessage(error) }
  }
}

/** A parsed file and the papers here that match its papers. */
async function compare(read: FoundFile, answers: Stores['answers']): Promise<ImportFile> {
  if (read.kind === 'backup') {
    const backup = parseBackup(read.text)
    if ('problem' in backup) return { name: read.name, kind: 'refused', message: backup.problem }
    const lists: BackupListPreview[] = []
    for (const list of read.lists) lists.push({ ...list, ...(await answers.getState().compare(list.blob)) })
    return {
      name: read.name,
      kind: 'backup',
      backup: { ...backup, unread: [...backup.unread, ...read.unread] },
      lists,
    }
  }
  if (read.kind === 'refused') return read
  return { ...read, ...(await answers.getState().compare(read.blob)) }
}

/** The number of papers that a list in a backup adds: all papers of a new list, or those in no list here. */
export const countNewPapers = (list: BackupListPreview, own: readonly OwnList[]): number =>
  own.some(({ id }) => id === list.id) ? list.twins.filter((twin) => twin === null).length : list.count

/** The lists of a backup under their own ids, without lists that add nothing. */
export async function printOwn(
  reader: Reader,
  lists: readonly BackupListPreview[],
  own: readonly OwnList[],
): Promise<readonly OwnList[]> {
  const imported: OwnList[] = []
  for (const { id, title, addedAt, file, twins } of lists) {
    const isHere = [...own, ...imported].some((list) => list.id === id)
    const places = isHere ? twins.flatMap((twin, place) => (twin === null ? [place] : [])) : null
    if (places?.length === 0) continue
    imported.push({ id, title, addedAt, ...(await reader.print(file, id, title, places, addedAt)) })
  }
  return imported
}

/** The lists to store for the chosen papers: new lists, and more papers for existing ones. */
export async function printLists(
  reader: Reader,
  chosen: readonly (readonly [ImportedPapers, Choice])[],
  own: readonly OwnList[],
): Promise<readonly OwnList[]> {
  const imported: OwnList[] = []
  for (const [file, choice] of chosen) {
    const places = takenPlaces(choice, file)
    if (places.length === 0) continue
    const there = own.find(({ id }) => id === choice.into)
    const id = there?.id ?? newListId()
    const title = there?.title ?? (choice.title.trim() || file.title)
    const addedAt = there?.addedAt ?? Date.now() + imported.length
    const all = places.length === file.count ? null : places
    imported.push({ id, title, addedAt, ...(await reader.print(file.file, id, title, all, Date.now())) })
  }
  return imported
}
