import { setAside } from '../mark/clockSkew.ts'
import { parseJson } from '../parseJson.ts'
import { fnv1a, FNV_OFFSET } from '../text/fnv1a.ts'
import { fromPlain, merge, toPlain, type KeptMark, type Marks } from '../mark/cell.ts'
import type { PaperId } from '../paper/paper.ts'

export const BACKUP_FORMAT = 'offprint-backup'
export const BACKUP_VERSION = 1

/** A part of a backup that could not be read, and where it is: a paper, a record or a line of the file. */
export type Unread = { readonly where: string; readonly message: string }

export type Backup = {
  readonly marks: Marks
  /** When it was made, in milliseconds since 1970; null where the file does not say. */
  readonly savedAt: number | null
  /** The damaged parts. Everything else has been read. */
  readonly unread: readonly Unread[]
  /** The user’s own lists as `splitLists` returns them, not parsed yet. */
  readonly lists: readonly string[]
  /** Parts of a later version, by name and unchanged, for whoever rewrites the file. */
  readonly more: readonly (readonly [name: string, value: unknown])[]
}

export type ParsedBackup = Backup | { readonly problem: string }

/**
 * Prints everything that is kept as a file: a header, then one record a line, so that a damaged file can be read line
 * by line; then the own lists, each as a line that names it and one paper a line. `savedAt` is in milliseconds since
 * 1970.
 */
export function printBackup(
  marks: Marks,
  savedAt: number,
  lists: Backup['lists'] = [],
  more: Backup['more'] = [],
): string {
  const records: string[] = []
  let sum = FNV_OFFSET
  let cells = 0
  for (const [id, kept] of marks) {
    const record = printRecord(id, kept)
    records.push(record)
    sum = fnv1a(record, sum)
    cells += kept.size
  }
  const head = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    app: 'Offprint',
    savedAt: new Date(savedAt).toISOString(),
    counts: { papers: marks.size, cells },
    checksum: printSum(sum),
  }
  const parts = [...Object.entries(head), ...more.filter(([name]) => !KNOWN.has(name))]
  const lines = parts.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},`)
  const listed = lists.length > 0 ? `,${LISTS}${lists.join(',\n')}\n]` : ''
  return `{\n${lines.join('\n')}\n"marks": [\n${records.join(',\n')}\n]${listed}}\n`
}

const KNOWN: ReadonlySet<string> = new Set([
  'format',
  'version',
  'app',
  'savedAt',
  'counts',
  'checksum',
  'marks',
  'lists',
])

// JSON text contains no line end, so this cannot occur elsewhere.
const LISTS = '\n"lists": [\n'

/**
 * Splits a backup into its text without the lists, and the lines of the lists. The lists may be most of the file, and
 * whoever wants only the marks need not read them. A file that an older version rewrote has them in its header, where
 * `parseBackup` finds them.
 */
export function splitLists(text: string): { readonly text: string; readonly lines: readonly string[] } {
  const at = text.lastIndexOf(LISTS)
  if (at < 0) return { text, lines: [] }
  const lines = text
    .slice(at + LISTS.length)
    .split('\n')
    .map((line) => line.trim().replace(/,$/, ''))
  return {
    text: `${text.slice(0, at).replace(/,\s*$/, '')}}`,
    lines: lines.filter((line) => line !== '' && !/^\]\s*\}?$/.test(line)),
  }
}

/**
 * Parses what `printBackup` made, however damaged: what can be read, or why nothing can. Cells whose stamps are ahead
 * of `now`, in milliseconds since 1970, are set aside.
 */
export function parseBackup(text: string, now: number = Date.now()): ParsedBackup {
  const { text: trimmed, lines } = splitLists(text.replace(/^\uFEFF/, ''))
  if (trimmed.trim() === '') return { problem: 'The file is empty.' }
  const parsed = parseJson(trimmed)
  if ('value' in parsed) return readBackup(parsed.value, lines, [], now)
  const { line, column, message } = parsed
  const rescued = rescue(trimmed)
  if (!rescued) return { problem: `This is not JSON: line ${line}, column ${column}: ${message}.` }
  const where = `line ${line}`
  const first = { where, message: `is damaged (column ${column}: ${message})` }
  return readBackup(rescued.json, lines, [first, ...rescued.unread.filter((other) => other.where !== where)], now)
}

type Json = { readonly [name: string]: unknown }

function readBackup(json: unknown, lines: readonly string[], damage: readonly Unread[], now: number): ParsedBackup {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { problem: NOT_OURS }
  const { format, version, savedAt, checksum, counts, marks: records } = json as Json
  if (format !== BACKUP_FORMAT) return { problem: NOT_OURS }
  if (typeof version !== 'number' || !(version >= 1)) return { problem: 'The backup does not say which version it is.' }
  if (version > BACKUP_VERSION)
    return {
      problem: 'The backup was made by a newer Offprint: update this one first. Nothing is wrong with the file.',
    }
  if (!Array.isArray(records)) return { problem: 'The backup has no list of marks.' }

  const { marks, unread, sum } = readRecords(records as readonly unknown[], now)
  const messages = [...damage, ...unread]
  if (checksum !== printSum(sum))
    messages.push({ where: 'the file', message: 'is not as Offprint wrote it: it was changed, or part of it is lost' })
  const promised = (counts as Json | null | undefined)?.['papers']
  const missing = typeof promised === 'number' ? promised - records.length : 0
  if (missing > 0) messages.push({ where: 'the file', message: `once held ${missing} more` })
  const inHead = (json as Json)['lists']
  const lists = Array.isArray(inHead) ? [...inHead.map((line) => JSON.stringify(line)), ...lines] : lines
  const time = typeof savedAt === 'string' ? Date.parse(savedAt) : Number.NaN
  return {
    marks,
    savedAt: Number.isNaN(time) ? null : time,
    unread: messages,
    lists,
    more: Object.entries(json).filter(([name]) => !KNOWN.has(name)),
  }
}

const NOT_OURS = 'This is not a backup of Offprint.'

function readRecords(records: readonly unknown[], now: number) {
  const marks = new Map<PaperId, KeptMark>()
  const unread: Unread[] = []
  let sum = FNV_OFFSET
  for (const [i, record] of records.entries()) {
    const [id, plain] = Array.isArray(record) ? (record as readonly unknown[]) : []
    const where = typeof id === 'string' ? id : `record ${i + 1}`
    const kept = typeof id === 'string' && id !== '' ? fromPlain(plain) : null
    if (!kept) unread.push({ where, message: 'is not a mark that can be read' })
    else {
      sum = fnv1a(printRecord(id as PaperId, kept), sum)
      const before = marks.get(id as PaperId)
      const ours = setAside(kept, now)
      marks.set(id as PaperId, before ? merge(before, ours) : ours)
    }
  }
  return { marks, unread, sum }
}

/** The lines of a file that is no longer JSON, each parsed alone; null where it never was a backup. */
function rescue(text: string): { readonly json: Json; readonly unread: readonly Unread[] } | null {
  const [head, ...rest] = text.split(/^"marks": *\[$/m)
  const parts = parseJson(`${head!.trim().replace(/,$/, '')}}`)
  if (rest.length === 0 || !('value' in parts) || !head!.includes(BACKUP_FORMAT)) return null
  const unread: Unread[] = []
  const from = head!.split('\n').length
  const records = rest
    .join('\n')
    .split('\n')
    .flatMap((line, i) => {
      const record = parseJson(line.trim().replace(/,$|\]\}$/, ''))
      if ('value' in record) return [record.value]
      if (!/^[\]},\s]*$/.test(line)) unread.push({ where: `line ${from + i}`, message: 'could not be read' })
      return []
    })
  return { json: { ...(parts.value as Json), marks: records }, unread }
}

const printRecord = (id: PaperId, kept: KeptMark) => JSON.stringify([id, toPlain(kept)])

const printSum = (sum: number) => `fnv1a-${(sum >>> 0).toString(16).padStart(8, '0')}`
