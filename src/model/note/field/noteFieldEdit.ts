import { keyOf, type FieldKey } from './fieldKey.ts'
import { isSame } from '../../query/nameMatching.ts'
import { fieldLines, readFields, valueParts, type FieldLine } from './noteField.ts'

/**
 * The note with a field of this text, and all else as it was. A key that the note does not have gets a line after the last
 * field, or at the end. An empty text leaves the key.
 */
export function writeField(note: string, label: string, text: string): string {
  const value = text.replace(/\s+/g, ' ').trim()
  const key = keyOf(label)
  const { lines, isOpen } = fieldLines(note)
  const [first, ...others] = lines.filter((line) => keyOf(line.label) === key)
  if (!first) return value === '' ? note : addLine(note, label, value, lines.at(-1), isOpen)
  if (readFields(note).get(key)!.text === value) return note
  let written = note
  // From the last, so that the places of those before stay.
  for (const line of others.toReversed()) written = replaceValue(written, line, '')
  return replaceValue(written, first, value)
}

/** The note with a key under another name, in all its lines. */
export function renameField(note: string, from: FieldKey, label: string): string {
  let written = note
  for (const field of fieldLines(note).lines.toReversed()) {
    if (keyOf(field.label) !== from) continue
    const at = written.indexOf(field.label, field.line.words)
    written = written.slice(0, at) + label + written.slice(at + field.label.length)
  }
  return written
}

/**
 * The note with a value of a key under another name. Where a line has the other value already, it has it once. Values that
 * differ by case and blanks only are one.
 */
export function renameValue(note: string, key: FieldKey, from: string, to: string): string {
  let written = note
  for (const field of fieldLines(note).lines.toReversed()) {
    if (keyOf(field.label) !== key) continue
    written = written.slice(0, field.from) + renamedIn(field.text, from, to) + written.slice(field.to)
  }
  return written
}

function renamedIn(text: string, from: string, to: string): string {
  const parts = valueParts(text)
  const isFrom = (value: string) => isSame(value, from)
  let isThere = parts.some(({ value }) => !isFrom(value) && isSame(value, to))
  let written = text
  for (const [at, part] of [...parts.entries()].toReversed()) {
    if (!isFrom(part.value)) continue
    const raw = text.slice(part.from, part.to)
    if (!isThere) written = written.slice(0, part.from) + raw.replace(part.value, () => to) + written.slice(part.to)
    // The separator before a value goes with it, or that after the first.
    else if (at > 0) written = written.slice(0, parts[at - 1]!.to) + written.slice(part.to)
    else written = written.slice(0, part.from) + written.slice(parts[1]!.from)
    isThere = true
  }
  return written
}

/** Replaces a value and keeps the blanks around it, of which two at the end are a line break. */
function replaceValue(note: string, { from, to }: FieldLine, value: string): string {
  const isTight = value !== '' && /[^\s：]/.test(note[from - 1]!)
  return note.slice(0, from) + (isTight ? ' ' : '') + value + note.slice(to)
}

function addLine(note: string, label: string, value: string, last: FieldLine | undefined, isOpen: boolean): string {
  if (last) {
    const { start, end, indent, marker } = last.line
    const next = /^\d/.test(marker) ? `${parseInt(marker, 10) + 1}${marker.at(-1)}` : marker
    const bold = /\*\*|__/.exec(note.slice(last.line.words, last.from))?.[0] ?? ''
    const line = `\n${note.slice(start, start + indent.length)}${next && `${next} `}${bold}${label}${bold}: ${value}`
    const at = note[end - 1] === '\r' ? end - 1 : end
    return note.slice(0, at) + (at < end ? '\r' : '') + line + note.slice(at)
  }
  const line = `${label}: ${value}`
  // Code or a formula that is never closed goes on to the end.
  if (isOpen) return `${line}\n\n${note}`
  if (note.trim() === '') return `${note}${line}`
  return `${note}${note.endsWith('\n\n') ? '' : note.endsWith('\n') ? '\n' : '\n\n'}${line}`
}
