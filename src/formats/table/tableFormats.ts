import { printCsvTable } from './csvTable.ts'
import { printLatexTable } from './latexTable.ts'
import { printMarkdownTable } from './markdownTable.ts'
import type { ShownTable } from './shownTable.ts'

/** A format for the table as it is shown. */
export type TableFormat = {
  readonly label: string
  /** The file extension, without its dot. */
  readonly extension: string
  readonly mediaType: string
  /** Whether it prints the citation keys. */
  readonly cites: boolean
  readonly print: (table: ShownTable) => string
}

/** The formats for the table as it is shown, in their order on the screen. */
export const TABLE_FORMATS = {
  markdown: {
    label: 'Markdown',
    extension: 'md',
    mediaType: 'text/markdown',
    cites: false,
    print: printMarkdownTable,
  },
  csv: { label: 'CSV', extension: 'csv', mediaType: 'text/csv', cites: false, print: printCsvTable },
  latex: { label: 'LaTeX', extension: 'tex', mediaType: 'application/x-tex', cites: true, print: printLatexTable },
} as const satisfies Readonly<Record<string, TableFormat>>

export type TableFormatName = keyof typeof TABLE_FORMATS
