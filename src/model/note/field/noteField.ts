import { isKey, keyOf, type FieldKey } from './fieldKey.ts'
import { fenceAfter, lineAt, widthOf, type Line } from '../noteLines.ts'

/** A key of a note with what stands after its colon. */
export type NoteField = {
  /** As written, without emphasis. */
  readonly label: string
  /** As written; empty where the reader has left it open. Several lines of one key are joined by semicolons. */
  readonly text: string
}

/** A line `Key: value`; `from` and `to` are where its value stands in the note. */
export type FieldLine = NoteField & { readonly line: Line; readonly from: number; readonly to: number }

/** A key stands at the start of its line, so no colon further on can end one. */
const MOST_BEFORE_COLON = 120

/** The fields of a note, in the order of their first lines. Quotes, code and formulas have none. */
export function readFields(note: string): ReadonlyMap<FieldKey, NoteField> {
  const fields = new Map<FieldKey, NoteField>()
  // Most notes are prose, and are not split into lines.
  if (!/[:：]/.test(note)) return fields
  for (const { label, text } of fieldLines(note).lines) {
    const key = keyOf(label)
    const known = fields.get(key)
    const joined = [known?.text, text].filter(Boolean).join('; ')
    fields.set(key, { label: known?.label ?? label, text: joined })
  }
  return fields
}

/** The lines of fields, and whether code or a formula is open at the end of the note. */
export function fieldLines(note: string): { readonly lines: readonly FieldLine[]; readonly isOpen: boolean } {
  const lines: FieldLine[] = []
  let fence = ''
  let isFormula = false
  let isList = false
  for (let start = 0; start <= note.length;) {
    const line = lineAt(note, start)
    const text = note.slice(line.start, line.end)
    start = line.end + 1
    const next = fenceAfter(fence, text)
    const isFenced = fence !== '' || next !== ''
    fence = next
    if (isFenced) continue
    // A line that begins with two dollars opens a formula, and the next two close it.
    const opens = !isFormula && /^\s*\$\$/.test(note.slice(line.words, line.end))
    const hasFormula = isFormula || opens
    if (hasFormula && text.split('$$').length % 2 === 0) isFormula = !isFormula
    if (hasFormula) continue
    if (text.trim() === '') continue
    const isIndented = widthOf(line.indent) >= 4
    isList = line.marker !== '' ? isList || !isIndented : isList && isIndented
    if (line.quote !== '' || (isIndented && !isList)) continue
    const field = readLine(note, line)
    if (field) lines.push(field)
  }
  return { lines, isOpen: fence !== '' || isFormula }
}

/** A key that is plain, `**Bold**:`, `**Bold:**`, or `**Bold**, with words about it:`. */
const BEGINNING =
  /(?:(?<sign>\*\*|__|[*_])(?<bold>[^*_:：]+)(?:(?<outer>[:：])\k<sign>|\k<sign>(?:,[^:：]*)?[:：])|(?<plain>[^:：*]+)[:：])/y

function readLine(note: string, line: Line): FieldLine | null {
  const head = note.slice(line.words, Math.min(line.end, line.words + MOST_BEFORE_COLON))
  BEGINNING.lastIndex = 0
  const match = BEGINNING.exec(head)
  if (!match) return null
  const { bold, plain } = match.groups!
  const label = (bold ?? plain)!.trim()
  let from = line.words + match[0].length
  // `std::vector`, `https://` and `12:30` are no keys. A full-width colon has its blank within.
  const isWide = match[0].endsWith('：')
  if (!isKey(label) || (from < line.end && !isWide && !/\s/.test(note[from]!))) return null
  while (from < line.end && /\s/.test(note[from]!)) from += 1
  let to = line.end
  while (to > from && /\s/.test(note[to - 1]!)) to -= 1
  return { label, text: note.slice(from, to), line, from, to }
}

/** Signs that pair up around text in which a comma separates nothing. */
const PAIRS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '`': '`', $: '$', '"': '"', '“': '”' }

/** The values of a field: parts between commas or semicolons, without emphasis. A comma in a number separates nothing. */
export const splitValues = (text: string): readonly string[] => [...new Set(valueParts(text).map(({ value }) => value))]

/** A value, and where the part of the field with it begins and ends, without the blanks around it. */
export type ValuePart = { readonly value: string; readonly from: number; readonly to: number }

/** The parts of a field that have a value, in order. */
export function valueParts(text: string): readonly ValuePart[] {
  const parts: ValuePart[] = []
  const add = (start: number, end: number) => {
    const part = text.slice(start, end)
    const value = toPlain(part)
    const from = start + part.length - part.trimStart().length
    if (value !== '') parts.push({ value, from, to: from + part.trim().length })
  }
  let start = 0
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i]!
    const close = PAIRS[sign]
    const end = close === undefined ? -1 : text.indexOf(close, i + 1)
    if (end > 0) i = end
    else if (
      /[;；，、]/.test(sign) ||
      (sign === ',' && !(/\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '')))
    ) {
      add(start, i)
      start = i + 1
    }
  }
  add(start, text.length)
  return parts
}

/** A value as it is shown and filtered by: the words of a link, and no emphasis around the whole. */
const toPlain = (value: string): string =>
  value
    .trim()
    .replace(/^!?\[([^\]]*)\]\([^)]*\)$/, '$1')
    .replace(/^\[\[(?:[^\]|]*\|)?([^\]]+)\]\]$/, '$1')
    .replace(/^(\*\*|__|[*_`])(.+)\1$/, '$2')
    .trim()
