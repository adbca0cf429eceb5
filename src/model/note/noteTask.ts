import type { Operation } from './noteEdit.ts'
import { begin, lineAt, linesOf, type Line } from './noteLines.ts'

const isDone = ({ box }: Line) => box !== '' && box !== '[ ]'

const beginningOf = ({ quote, indent, marker }: Line, box: string) => `${quote}${indent}${marker || '-'} ${box}`

/** Makes tasks of the lines that are selected, or of tasks what they were without their boxes. */
export const toTasks: Operation = (writing) => {
  const lines = linesOf(writing)
  const areTasks = lines.every(({ box }) => box !== '')
  return begin(writing, (line) => {
    const isBlank = line.words === line.end && line.marker === '' && lines.length > 1
    if (isBlank || (!areTasks && line.box !== '')) return null
    return { cut: line.words, beginning: beginningOf(line, areTasks ? '' : '[ ] ') }
  })
}

/** Ticks the tasks that are selected, or where all are ticked takes that back; lines that are none become tasks. */
export const tickSelected: Operation = (writing) => {
  const lines = linesOf(writing)
  if (lines.some(({ box }) => box === '')) return toTasks(writing)
  const box = lines.every(isDone) ? '[ ] ' : '[x] '
  return begin(writing, (line) => ({ cut: line.words, beginning: beginningOf(line, box) }))
}

/** The text with the task whose item begins at a place ticked, or no longer; null where there is no task. */
export function tick(text: string, place: number): string | null {
  const line = lineAt(text, place)
  const at = text.indexOf(line.box, line.start)
  if (line.box === '' || place > at) return null
  return `${text.slice(0, at)}${isDone(line) ? '[ ]' : '[x]'}${text.slice(at + line.box.length)}`
}
