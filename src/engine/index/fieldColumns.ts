import { createColumn, type GrowingColumn } from '../../model/columns/valueColumn.ts'
import {
  fieldEntries,
  isNoteField,
  keyOfField,
  type AnyFieldId,
  type NoteFieldId,
  type Row,
} from '../../model/query/fields.ts'
import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import { NO_PAPER } from '../../model/paper/paper.ts'
import { createAuthorColumn } from './authorColumn.ts'
import { createNotesOnDemand } from './notesOnDemand.ts'
import { PREPARED_COLUMNS, type Prepared } from '../../model/columns/preparedPapers.ts'

export type Columns = ReturnType<typeof createColumns>

const own = fieldEntries.filter(([, { values, own }]) => values && own)

/** The values of all fields, of papers and of marks, by row. `authorsAt` returns the authors of a row. */
export function createColumns(authorsAt: (place: number) => readonly string[] = () => []) {
  const all = new Map<string, GrowingColumn>(
    [...PREPARED_COLUMNS, ...own].map(([name, field]) => [name, createColumn(field)]),
  )
  const authors = createAuthorColumn(authorsAt)
  const notes = createNotesOnDemand()
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
    get: (name: string): GrowingColumn => {
      if (isNoteField(name as AnyFieldId)) return notes.now().column(keyOfField(name as NoteFieldId), columns.size)
      return name === 'author' ? authors.now() : all.get(name)!
    },

    /** The fields of the notes. */
    notes,

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
        authors.change(place)
        notes.set(place, '')
        for (const { column, rows, lists } of taken) column.put(place, lists[rows[paper]!]!)
        for (const [i, list] of unmarked.entries()) ownColumns[i]!.put(place, list)
      }
    },

    /** Clears a row. */
    drop(place: number) {
      authors.change(place)
      notes.set(place, '')
      for (const column of all.values()) column.put(place, 0)
    },

    /** Sets the mark of a row. */
    update(place: number, mark: Mark) {
      columns.saidChanges += 1
      notes.set(place, mark.note)
      for (const [i, list] of listsOf(mark).entries()) ownColumns[i]!.put(place, list)
    },
  }
  return columns
}
