import { createColumn } from '../../model/columns/valueColumn.ts'
import type { createNoteFields, NoteFields } from './noteFields.ts'

/** What is known while no note has been read. */
const NOTHING: Omit<NoteFields, 'set'> = {
  changes: () => 0,
  changesOf: () => 0,
  has: () => false,
  labelOf: (key) => key,
  keys: () => NO_KEYS,
  column: () => createColumn({ own: true }),
  numberOf: () => null,
  hasValue: () => () => false,
  isInRange: () => () => false,
  sortKey: () => () => null,
}
const NO_KEYS: ReturnType<NoteFields['keys']> = []

/** Loaded once for all indexes. */
let create: typeof createNoteFields | null = null

/** The fields of the notes of an index. Most visits have none, so what reads them is loaded with the first that may have one. */
export function createNotesOnDemand() {
  /** The notes that have not been read, by row. */
  const unread = new Map<number, string>()
  let fields = create?.(createColumn) ?? null
  return {
    now: (): typeof NOTHING => fields ?? NOTHING,
    /** Takes the note of a row. */
    set(row: number, note: string) {
      if (fields) fields.set(row, note)
      else if (/[:：]/.test(note)) unread.set(row, note)
      else unread.delete(row)
    },
    /** Whether notes wait for `load`. */
    areUnread: () => unread.size > 0,
    /** Reads the notes that wait; whether there were any. */
    async load(): Promise<boolean> {
      create ??= (await import('./noteFields.ts')).createNoteFields
      fields ??= create(createColumn)
      for (const [row, note] of unread) fields.set(row, note)
      const any = unread.size > 0
      unread.clear()
      return any
    },
  }
}
