import { createLines } from '../entry/lineNumbers.ts'
import { fromEntities } from '../entry/markup.ts'
import type { RisRecord } from './file.ts'

/** A format of lines such as `TI Title`, with a blank between tag and value. */
type SpacedFormat = {
  /** The tag of a record’s first line. */
  readonly begin: string
  /** The tags of RIS or PubMed for tags that mean something else there. */
  readonly tags: Readonly<Record<string, string>>
  /** Tags of which each further line is another value. */
  readonly lists: readonly string[]
}

/** Plain text of the Web of Science (`.ciw`, or `.txt`). */
const WEB_OF_SCIENCE: SpacedFormat = {
  begin: 'PT',
  tags: {
    AF: 'FAU',
    SO: 'JF',
    C1: 'AD',
    DI: 'DO',
    DE: 'EK',
    ID: 'EK',
    DA: 'EZ',
    CT: 'C3',
    SE: 'T3',
    PT: 'PT',
    UT: 'UT',
    CA: 'CORPORATE',
  },
  lists: ['AU', 'AF', 'C1', 'CA'],
}

/** The tagged format of RefWorks, which CNKI writes too. */
const REFWORKS: SpacedFormat = {
  begin: 'RT',
  tags: { UL: 'UR', K1: 'EK', NO: 'EZ', RD: 'EZ', SR: 'EZ', DB: 'EZ' },
  lists: ['A1', 'AU'],
}

const LINE = /^([A-Z][A-Z0-9])(?: (.*)|\s*)$/s

/** The format of a text with such lines; null for any other text. */
const formatOf = (text: string): SpacedFormat | null =>
  /^PT [A-Z]\s*$/m.test(text) && /^(?:TI|AU|SO) \S/m.test(text)
    ? WEB_OF_SCIENCE
    : /^RT \p{L}/mu.test(text) && /^(?:T1|A1|JF) \S/m.test(text)
      ? REFWORKS
      : null

/** The offset of the first record in such lines; -1 where there is none. */
export function firstSpacedRecord(text: string): number {
  const format = formatOf(text)
  return format ? text.search(new RegExp(`^${format.begin} `, 'm')) : -1
}

/** Reads the records of the Web of Science or of RefWorks, with the tags of RIS; null for any other text. */
export function readSpacedRecords(text: string): readonly RisRecord[] | null {
  const format = formatOf(text)
  if (!format) return null
  const lineAt = createLines(text)
  const records: RisRecord[] = []
  let values: Map<string, string[]> | null = null
  let present: { readonly tag: string; readonly all: string[] } | null = null
  let at = 0
  for (const line of text.split('\n')) {
    const [, tag, value = ''] = LINE.exec(line) ?? []
    if (tag === format.begin) {
      values = new Map()
      records.push({ values, line: lineAt(at), kind: 'spaced' })
    }
    if (tag === 'ER' || tag === 'EF') values = present = null
    else if (tag !== undefined && values) {
      const name = format.tags[tag] ?? tag
      const all = values.get(name) ?? []
      values.set(name, all)
      present = { tag, all }
      // CNKI writes all names into one line.
      all.push(
        ...(format.lists.includes(tag)
          ? fromEntities(value)
              .split(/[;；]/)
              .filter((part) => part.trim() !== '')
          : [value]),
      )
    } else if (present && line.trim() !== '') {
      if (format.lists.includes(present.tag)) present.all.push(line.trim())
      else present.all[present.all.length - 1] += ` ${line.trim()}`
    }
    at += line.length + 1
  }
  return records
}
