import type { ListFile } from '../../src/model/paper/joinPapers.ts'
import { createClock, type Stamp } from '../../src/model/mark/clock.ts'
import type { Row } from '../../src/model/query/fields.ts'
import { UNMARKED, type Mark } from '../../src/model/mark/mark.ts'
import type { CellValue, KeptMark } from '../../src/model/mark/cell.ts'
import type { Paper, PaperId } from '../../src/model/paper/paper.ts'

// Defaults for everything that a test is not about.

export const id = (text: string) => text as PaperId

export function paper(fields: Partial<Paper> = {}): Paper {
  const title = fields.title ?? 'A paper'
  return {
    id: id(`title:${title}`),
    aliases: [fields.id ?? id(`title:${title}`)],
    title,
    authors: [],
    year: null,
    venue: '',
    topics: [],
    affiliations: [],
    links: [],
    awards: [],
    lists: [],
    addedAt: null,
    abstract: '',
    notices: [],
    highlights: [],
    ...fields,
  }
}

export const mark = (fields: Partial<Mark> = {}): Mark => ({ ...UNMARKED, ...fields })

export const row = (fields: Partial<Paper> & Partial<Mark> & { changedAt?: number } = {}): Row => {
  const { status = UNMARKED.status, starred = false, tags = [], note = '', changedAt = null, ...rest } = fields
  return { paper: paper(rest), mark: { status, starred, tags, note }, changedAt }
}

/** The first stamp of a writer at a time. */
export const stamp = (ms: number, writer = 'a'): Stamp => createClock(writer, () => ms).tick()

/** Stored cells, each written at a millisecond of its own. */
export const kept = (cells: { readonly [cell: string]: readonly [value: CellValue, ms: number] }): KeptMark =>
  new Map(Object.entries(cells).map(([cell, [value, ms]]) => [cell, [value, stamp(ms)]]))

/** The file of a list, with papers as an author writes them. */
export const listFile = (papers: readonly unknown[], fields: object = {}, name = 'a-list.json'): ListFile => ({
  name,
  text: JSON.stringify({ id: 'a-list', title: 'A list', papers, ...fields }),
})
