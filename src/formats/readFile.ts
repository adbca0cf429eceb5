import { decode, tellGuess } from './encoding/decode.ts'
import type { Entry, Notice } from './entry/entry.ts'
import { isZip, unzipNotes } from './notes/notesZip.ts'
import { formats, type FormatName } from './format.ts'
import { nothing, readText, type Read } from './readText.ts'

/** Reads the bytes of a file of any format. Never throws: each error becomes a notice. */
export function readFile(name: string, bytes: Uint8Array): Read {
  if (isZip(bytes)) return readZip(bytes)
  const decoded = decode(bytes)
  if ('problem' in decoded) return nothing(decoded.problem)
  const read = readText(name, decoded.text)
  return { ...read, notices: [...tellGuess(decoded), ...read.notices] }
}

/** Reads the notes of an archive as one list. An archive without notes is refused. */
function readZip(bytes: Uint8Array): Read {
  const unzipped = unzipNotes(bytes)
  if ('problem' in unzipped) return nothing(`This ZIP archive could not be read: ${unzipped.problem}.`)
  const entries: Entry[] = []
  const notices: Notice[] = []
  for (const { name, bytes: file } of unzipped.files) {
    const read = readFile(name, file)
    if (read.format === 'note') entries.push(...(read.entries ?? []))
    const told = read.format === 'note' ? read.notices : [{ line: 1, field: null, message: 'is not a note on a paper' }]
    notices.push(...told.map((notice) => ({ ...notice, message: `${name}: ${notice.message}` })))
  }
  if (entries.length > 0) return { title: '', entries, format: 'note', notices }
  return nothing('This is a ZIP archive, or an Office document, which is one, without notes on papers in it.')
}

/** A notice on one line, in the form that compilers use. */
export const printNotice = (name: string, { line, field, message }: Notice): string =>
  `${name}:${line}: ${field === null ? '' : `${field}: `}${message}`

/** The papers as one line of JSON: the facts, and what the user has said where the file has it. */
export const printFacts = (entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map(({ mark, line: _line, bibliography: _bibliography, ...facts }) => ({
      ...facts,
      ...(facts.arxiv === '' && { arxiv: undefined }),
      ...(facts.abstract === '' && { abstract: undefined }),
      ...mark,
    })),
  )

/** The names of the formats that the app prints. */
export const printable: readonly FormatName[] = (Object.keys(formats) as FormatName[]).filter(
  (name) => formats[name].print,
)

/** Prints papers in the named format. Null if the format is unknown or is only read. */
export const printAs = (name: string, title: string, entries: readonly Entry[]): string | null => {
  const format = printable.find((other) => other === name)
  return (format && formats[format].print?.(title, entries)) ?? null
}
