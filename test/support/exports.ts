import { formats } from '../../src/formats/format.ts'

/** The parser for the file of an item in the export menu. */
export const READERS = {
  Markdown: formats.markdown,
  BibTeX: formats.bibtex,
  RIS: formats.ris,
  'CSL-JSON': formats.csl,
  CSV: formats.csv,
  'Offprint list': formats.json,
} as const
