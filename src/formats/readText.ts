import type { TableColumn } from './entry/columnNames.ts'
import type { Mapping } from './csv/mapping.ts'
import type { Entry, Notice, Parsed } from './entry/entry.ts'
import { isWebPage } from './html/webPage.ts'
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

/** The result for a file that the app could not read, with the reason. */
export const nothing = (message: string): Read => ({
  title: '',
  entries: null,
  format: null,
  notices: [{ line: 1, field: null, message }],
})

/**
 * Reads the text of a file of any format. Never throws: each error becomes a notice. `mapping` says what the
 * columns of a table hold if the guess was wrong.
 */
export function readText(name: string, text: string, mapping?: Mapping): Read {
  const format = detect(name, text)
  if (format === null)
    return nothing(
      isWebPage(text)
        ? 'This is a web page and not a list of papers. Offprint reads bookmarks, and bibliographies that a reference manager printed as HTML.'
        : `This is not a format that Offprint reads: ${labels()}.`,
    )
  const { label, maxLetters, parse }: Format = formats[format]
  if (text.length > maxLetters) {
    const millions = (letters: number) => (letters / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })
    const length = millions(text.length)
    return nothing(
      `${label} of ${length} million characters is too long: split it into files of at most ${millions(maxLetters)} million.`,
    )
  }
  const parsed = parseSafely(() => parse(text, mapping))
  if ('failed' in parsed) return nothing(`This ${label} could not be read: ${parsed.failed}`)
  const { title, entries, notices: told, columns } = parsed
  const none = { line: 1, field: null, message: `no paper was found, though this looks like ${label}` }
  const notices = entries.length === 0 ? [none, ...told] : told
  return { title, entries, format, notices, ...(columns && { columns }) }
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
