import type { TableColumn } from './entry/columnNames.ts'
import type { Mapping } from './csv/mapping.ts'
import { decode, type DecodedText } from './encoding.ts'
import type { Entry, Notice, Parsed } from './entry/entry.ts'
import { detect, formats, type Format, type FormatName } from './format.ts'

/** The result of reading a file: its papers and notices. `entries` is null if the app could not read the file. */
export type Read = {
  readonly title: string
  readonly entries: readonly Entry[] | null
  readonly format: FormatName | null
  readonly notices: readonly Notice[]
  /** The columns with their fields, if the file is a table. */
  readonly columns?: readonly TableColumn[]
}

const nothing = (message: string): Read => ({
  title: '',
  entries: null,
  format: null,
  notices: [{ line: 1, field: null, message }],
})

/** Reads the bytes of a file of any format. Never throws: each error becomes a notice. */
export function readFile(name: string, bytes: Uint8Array): Read {
  const decoded = decode(bytes)
  return 'problem' in decoded ? nothing(decoded.problem) : readText(name, decoded)
}

/**
 * Reads the decoded text of a file of any format. Never throws: each error becomes a notice. `mapping` says what the
 * columns of a table hold if the guess was wrong.
 */
export function readText(name: string, decoded: DecodedText, mapping?: Mapping): Read {
  const format = detect(name, decoded.text)
  if (format === null) return nothing(`This is not a format that Offprint reads: ${labels()}.`)
  const { label, maxLetters, parse }: Format = formats[format]
  if (decoded.text.length > maxLetters) {
    const millions = (letters: number) => (letters / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })
    const length = millions(decoded.text.length)
    return nothing(
      `${label} of ${length} million characters is too long: split it into files of at most ${millions(maxLetters)} million.`,
    )
  }
  const parsed = parseSafely(() => parse(decoded.text, mapping))
  if ('failed' in parsed) return nothing(`This ${label} could not be read: ${parsed.failed}`)
  const { title, entries, notices: told, columns } = parsed
  const none = { line: 1, field: null, message: `no paper was found, though this looks like ${label}` }
  const notices = entries.length + told.length === 0 ? [none] : told
  const isGuess = decoded.encoding.includes('Windows-1252')
  const guess = {
    line: 1,
    field: null,
    message: 'is not all UTF-8; the rest was read as Windows-1252, so look at accented letters',
  }
  return { title, entries, format, notices: isGuess ? [guess, ...notices] : notices, ...(columns && { columns }) }
}

/** Parses, or returns the reason for a failure. The engine throws at its own limits, such as the size of the stack. */
function parseSafely(parse: () => Parsed): Parsed | { readonly failed: string } {
  try {
    return parse()
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

const labels = () =>
  Object.values(formats)
    .map(({ label }) => label)
    .join(', ')

/** A notice on one line, in the form that compilers use. */
export const printNotice = (name: string, { line, field, message }: Notice): string =>
  `${name}:${line}: ${field === null ? '' : `${field}: `}${message}`

/** The papers as one line of JSON: the facts, without marks. */
export const printFacts = (entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map(({ title, authors, year, venue, doi, topics, links, affiliations, awards, notices, highlights }) => ({
      title,
      authors,
      year,
      venue,
      doi,
      topics,
      links,
      affiliations,
      awards,
      notices,
      highlights,
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
