import type { createColumn, GrowingColumn } from '../../model/columns/valueColumn.ts'
import { kindOf, numberOf, parseCheck, parseNumber, type ValueKind } from '../../model/note/field/fieldValue.ts'
import type { FieldKey } from '../../model/note/field/fieldKey.ts'
import { mostWritten } from '../../model/note/field/mostWritten.ts'
import { readFields, splitValues, type NoteField } from '../../model/note/field/noteField.ts'
import { isInRange, parseRange } from '../../model/note/field/valueRange.ts'
import { foldName, hasWords, wordsOf } from '../../model/query/nameMatching.ts'

/** A key of the notes, as most often written, and the number of papers that have a value for it. */
export type NoteKey = { readonly key: FieldKey; readonly label: string; readonly papers: number }

/** The fields of a key by row, and what follows from them once it is asked for. */
type Key = {
  readonly rows: Map<number, NoteField>
  /** The version of its fields. */
  changes: number
  head: NoteKey | null
  values: Values | null
}
type Values = { readonly size: number; readonly column: GrowingColumn; readonly kind: ValueKind }

const NO_FIELDS: ReadonlyMap<FieldKey, NoteField> = new Map()
/** The most keys that are named to the user. */
const MAX_KEYS = 200

export type NoteFields = ReturnType<typeof createNoteFields>

/**
 * The fields of all notes by key and row, of which few rows have any. A change costs the reading of one note; all that is
 * sorted, counted or grouped by a key is made when it is asked for, and kept until a field of that key changes. `toColumn`
 * makes the column of a key.
 */
export function createNoteFields(toColumn: typeof createColumn) {
  const notes = new Map<number, { readonly note: string; readonly fields: typeof NO_FIELDS }>()
  const keys = new Map<FieldKey, Key>()
  let changes = 0
  let named: { readonly of: number; readonly keys: readonly NoteKey[] } | null = null

  const put = (row: number, key: FieldKey, field: NoteField | undefined) => {
    const one = keys.get(key) ?? { rows: new Map<number, NoteField>(), changes: 0, head: null, values: null }
    keys.set(key, one)
    if (field) one.rows.set(row, field)
    else one.rows.delete(row)
    one.changes = changes += 1
    one.head = one.values = null
    if (one.rows.size === 0) keys.delete(key)
  }

  const headOf = (key: FieldKey, one: Key): NoteKey => {
    if (one.head) return one.head
    let papers = 0
    for (const { text } of one.rows.values()) if (text !== '') papers += 1
    one.head = { key, label: mostWritten(Array.from(one.rows.values(), ({ label }) => label)), papers }
    return one.head
  }
  /** The values of a key as numbers of a column of so many rows. */
  const valuesOf = (key: FieldKey, size: number): Values => {
    const one = keys.get(key)
    if (one?.values?.size === size) return one.values
    const values = toValues(one?.rows ?? new Map(), size, toColumn({ own: true }))
    if (one) one.values = values
    return values
  }

  return {
    /** The version of all fields. */
    changes: () => changes,
    /** The version of the fields of a key. */
    changesOf: (key: FieldKey): number => keys.get(key)?.changes ?? 0,
    has: (key: FieldKey): boolean => keys.has(key),
    labelOf: (key: FieldKey): string => {
      const one = keys.get(key)
      return one ? headOf(key, one).label : key
    },

    /** Takes the note of a row. */
    set(row: number, note: string) {
      const before = notes.get(row)
      if ((before?.note ?? '') === note) return
      const fields = readFields(note)
      if (fields.size > 0) notes.set(row, { note, fields })
      else notes.delete(row)
      const old = before?.fields ?? NO_FIELDS
      for (const key of old.keys()) if (!fields.has(key)) put(row, key, undefined)
      for (const [key, field] of fields) {
        const known = old.get(key)
        if (known?.text !== field.text || known.label !== field.label) put(row, key, field)
      }
    },

    /** The keys, those of most papers first; the same list until a field changes. */
    keys(): readonly NoteKey[] {
      if (named?.of === changes) return named.keys
      const all = Array.from(keys, ([key, one]) => headOf(key, one))
      const sorted = all.toSorted((a, b) => b.papers - a.papers || compare(a.label, b.label)).slice(0, MAX_KEYS)
      named = { of: changes, keys: sorted }
      return sorted
    },

    column: (key: FieldKey, size: number): GrowingColumn => valuesOf(key, size).column,

    /** The number of a value of a key; null where the values are compared as texts. */
    numberOf(key: FieldKey, size: number): ((value: string) => number | null) | null {
      const { kind } = valuesOf(key, size)
      return kind === 'text' ? null : (value) => numberOf(kind, value)
    },

    /** Whether a value is what a query asks for: the same number or check mark, or a text with its words. */
    hasValue: (wanted: string): ((value: string) => boolean) => {
      const readers = [parseNumber, parseCheck].map((read) => ({ read, is: read(wanted) }))
      const words = wordsOf(wanted)
      return (value) => {
        for (const { read, is } of readers) {
          const other = is === null ? null : read(value)
          if (other !== null) return other === is
        }
        return hasWords(wordsOf(value), words)
      }
    },

    /** Whether a value lies in a range as typed. */
    isInRange: (typed: string): ((value: string) => boolean) => {
      const range = parseRange(typed)
      return (value) => range !== null && isInRange(range, value)
    },

    /** What a row is sorted by: its first value, as a number where most are; null where it has none of the kind. */
    sortKey(key: FieldKey, size: number): (row: number) => string | number | null {
      const { kind, column } = valuesOf(key, size)
      const { rows, names, numbers, ends } = column.now()
      return (row) => {
        const list = rows[row]
        if (!list) return null
        const value = names[numbers[ends[list - 1]!]!]!
        return kind === 'text' ? value : numberOf(kind, value)
      }
    },
  }
}

const { compare } = new Intl.Collator()

/** Values that differ by case only are one, as most often written. */
function toValues(rows: ReadonlyMap<number, NoteField>, size: number, column: GrowingColumn): Values {
  const spellings = new Map<string, string[]>()
  const split = Array.from(rows, ([row, { text }]) => [row, splitValues(text)] as const)
  for (const [, values] of split) {
    for (const value of values) {
      const name = foldName(value)
      const known = spellings.get(name)
      if (known) known.push(value)
      else spellings.set(name, [value])
    }
  }
  const written = new Map(Array.from(spellings, ([name, all]) => [name, mostWritten(all)]))
  if (size > 0) column.makeRoom(size - 1)
  for (const [row, values] of split) column.put(row, column.list(values.map((value) => written.get(foldName(value))!)))
  const kind = kindOf(split.flatMap(([, values]) => values.slice(0, 1)))
  return { size, column, kind }
}
