import { createColumn, type GrowingColumn } from '../../model/columns/valueColumn.ts'

/**
 * The authors of all papers, read from their lines when they are first asked for. A hundred thousand papers have some
 * three hundred thousand authors, which take half a second to read and forty megabytes, and few questions need them.
 */
export function createAuthorColumn(authorsAt: (place: number) => readonly string[]) {
  const column = createColumn({})
  /** Rows whose papers have changed since their authors were read. */
  let changed: number[] = []
  return {
    change: (place: number) => void changed.push(place),
    now(): GrowingColumn {
      for (const place of changed) column.put(place, column.list(authorsAt(place)))
      changed = []
      return column
    },
  }
}
