import type { Highlight } from '../../model/paper/paper.ts'

/** Prints highlights as lines, two blanks deeper for each level. `parseOutline` restores them. */
export const printOutline = (points: readonly Highlight[], depth = 0): string =>
  points
    .map(({ text, children }) => {
      const line = `${'  '.repeat(depth)}- ${text}`
      return children.length > 0 ? `${line}\n${printOutline(children, depth + 1)}` : line
    })
    .join('\n')

type Point = { text: string; children: Point[] }

/** Reads highlights from lines: a deeper line is a child of the line before. Removes leading bullets. */
export function parseOutline(text: string): readonly Highlight[] {
  const root: Point[] = []
  const open: { indent: number; point: Point }[] = []
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length
    const words = line.trim().replace(/^[-*•]\s+/, '')
    if (words === '') continue
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop()
    const point: Point = { text: words, children: [] }
    const parent = open.length <= MAX_DEPTH ? open.at(-1) : open[MAX_DEPTH]
    ;(parent?.point.children ?? root).push(point)
    open.push({ indent, point })
  }
  return root
}

/** Maximum nesting of highlights, within the bound of lists (model/paper/listFields.ts). */
const MAX_DEPTH = 14
