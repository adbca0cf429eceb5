import type { Operation } from './noteEdit.ts'
import { begin, lineAt, linesOf, type Line } from './noteLines.ts'

const isDone = ({ box }: Line) => box !== '' && box !== '[ ]'

const beginningOf = ({ quote, indent, marker }: Line, box: string) => `${quote}${indent}${marker || '-'} ${box}`

/** Makes tasks of the selected lines. If all are tasks, removes their checkboxes. */
export const toTasks: Operation = (writing) => {
  const lines = linesOf(writing)
  const areTasks = lines.every(({ box }) => box !== '')
  return begin(writing, (line) => {
    const isBlank = line.words === line.end && line.marker === '' && lines.length > 1
    if (isBlank || (!areTasks && line.box !== '')) return null
    return { cut: line.words, beginning: beginningOf(line, areTasks ? '' : '[ ] ') }
  })
}

/** Checks the selected tasks, or unchecks them if all are checked. If a line is no task, makes tasks of the lines. */
export const tickSelected: Operation = (writing) => {
  const lines = linesOf(writing)
  if (lines.some(({ box }) => box === '')) return toTasks(writing)
  const box = lines.every(isDone) ? '[ ] ' : '[x] '
  return begin(writing, (line) => ({ cut: line.words, beginning: beginningOf(line, box) }))
}

/** Toggles the task whose item starts at an offset; null if there is no task. */
export function tick(text: string, place: number): string | null {
  const line = lineAt(text, place)
  const at = text.indexOf(line.box, line.start)
  if (line.box === '' || place > at) return null
  return `${text.slice(0, at)}${isDone(line) ? '[ ]' : '[x]'}${text.slice(at + line.box.length)}`
}
