import type { FieldId } from '../model/fields.ts'
import {
  affiliationsCell,
  changedCell,
  linksCell,
  starCell,
  statusCell,
  titleCell,
  topicCell,
  venueCell,
  type Cell,
} from './cells.ts'

export type Shown = { readonly width: number; readonly createCell: () => Cell; readonly newestFirst?: true }

/** Columns in their usual order. Together they fit a window of 1280 pixels beside the facets. */
export const shown = {
  starred: { width: 46, createCell: starCell },
  status: { width: 100, createCell: statusCell },
  title: { width: 320, createCell: titleCell },
  topic: { width: 136, createCell: topicCell },
  affiliation: { width: 128, createCell: affiliationsCell },
  venue: { width: 82, createCell: venueCell },
  links: { width: 102, createCell: linksCell },
  changed: { width: 80, createCell: changedCell, newestFirst: true },
} as const satisfies { readonly [F in FieldId]?: Shown }

/** Columns that make room for a paper that is open beside the table, the first to go first. */
export const yielding: readonly ColumnId[] = ['changed', 'venue', 'links', 'affiliation', 'topic']

export type ColumnId = keyof typeof shown
export const columnIds = Object.keys(shown) as readonly ColumnId[]
export const isColumnId = (id: string): id is ColumnId => Object.hasOwn(shown, id)
