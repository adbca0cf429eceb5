import { toEntries } from './outline/entries.ts'
import { readOutline } from './outline/outline.ts'
import { toSource } from './tree/source.ts'
import { isContainer } from './field/words.ts'
import { readTree } from './tree/tree.ts'
import type { Parsed } from '../entry/entry.ts'

/**
 * Parses a reading list in Markdown, in any of the styles in which researchers write them: bullets, tables, bold or
 * linked titles. Never throws. A line that may be a paper but cannot be read as one becomes a notice.
 */
export function parseMarkdown(text: string): Parsed {
  const source = toSource(text)
  const tree = readTree(source)
  const { title, candidates } = readOutline(tree.root)
  const { entries, notices } = toEntries(candidates)
  return {
    title: (isContainer(title) ? source.title : '') || title || source.title,
    entries,
    notices: [...source.notices, ...tree.notices, ...notices].toSorted((a, b) => a.line - b.line),
  }
}
