import { createColumn, type GrowingColumn } from '../../model/columns/valueColumn.ts'
import { fieldEntries, type Row } from '../../model/query/fields.ts'
import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import { NO_PAPER } from '../../model/paper/paper.ts'
import { PREPARED_COLUMNS, type Prepared } from '../../model/columns/preparedPapers.ts'

export type Columns = ReturnType<typeof createColumns>

const own = fieldEntries.filter(([, { values, own }]) => values && own)

/** The values of all fields, of papers and of marks, by row. */
export function createColumns() {
  const all = new Map<string, GrowingColumn>(
    [...PREPARED_COLUMNS, ...own].map(([name, field]) => [name, createColumn(field)]),
  )
  const ownColumns = own.map(([id]) => all.get(id)!)
  /** The lists of marks: many papers share the same. */
  const lists = new WeakMap<Mark, readonly number[]>()
  const listsOf = (mark: Mark): readonly number[] => {
    const known = lists.get(mark)
    if (known) return known
    const row: Row = { paper: NO_PAPER, mark, changedAt: null }
    const made = own.map(([, { values }], i) => ownColumns[i]!.list(values!(row)))
    lists.set(mark, made)
    return made
  }
  const columns = {
    /** The number of rows. */
    size: 0,
    /** Incremented with every paper, and with every mark. */
    changes: 0,
    saidChanges: 0,
    /** The version of what can be counted of marks: most letters of a note leave it as it is. */
    saidValues: () => ownColumns.reduce((sum, column) => sum + column.now().changes, 0),

    /** A column by name: the id of a field for its values, or the name of its sort keys. */
    get: (name: string): GrowingColumn => all.get(name)!,

    makeRoom(place: number) {
      for (const column of all.values()) column.makeRoom(place)
    },

    /** Assigns rows to some papers without marks. */
    taking({ columns: theirs }: Prepared): (paper: number, place: number) => void {
      columns.changes += 1
      const unmarked = listsOf(UNMARKED)
      const taken = PREPARED_COLUMNS.map(([name]) => {
        const [column, other] = [columns.get(name), theirs[name]!]
        return { column, rows: other.rows, lists: column.listsOf(other) }
      })
      return (paper, place) => {
        columns.size = Math.max(columns.size, place + 1)
        for (const { column, rows, lists } of taken) column.put(place, lists[rows[paper]!]!)
        for (const [i, list] of unmarked.entries()) ownColumns[i]!.put(place, list)
      }
    },

    /** Clears a row. */
    drop(place: number) {
      for (const column of all.values()) column.put(place, 0)
    },

    /** Sets the mark of a row. */
    update(place: number, mark: Mark) {
      columns.saidChanges += 1
      for (const [i, list] of listsOf(mark).entries()) ownColumns[i]!.put(place, list)
    },
  }
  return columns
}
