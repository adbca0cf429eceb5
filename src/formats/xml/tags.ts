import { Parser } from 'htmlparser2'
import type { Notice } from '../entry/entry.ts'
import { createLines } from '../entry/lineNumbers.ts'

export type Attributes = Readonly<Record<string, string>>
export type TagHandler = {
  /** A tag begins on a line, counted from 1. */
  open(name: string, attributes: Attributes, line: number): void
  text(words: string): void
  /** A tag ends. `isImplied` says that its own end is missing. */
  close(name: string, isImplied: boolean): void
}

/** Files of programs are not nested this deep. A deeper one costs the parser quadratic time. */
const DEEPEST = 200

const UNQUOTED = 'lacks a quotation mark, so what follows it may be lost'
/** Without its last quotation mark, a value goes on to the next tag. */
export const isUnquoted = (attributes: Attributes): boolean =>
  Object.values(attributes).some((value) => value.includes('<'))

/** Reads the tags and texts of XML or HTML in order. Entities are decoded, and those of a document type are not read. */
export function readTags(text: string, kind: 'xml' | 'html', { open, text: take, close }: TagHandler): Notice[] {
  const lineAt = createLines(text)
  const notices: Notice[] = []
  let depth = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1
        const line = lineAt(parser.startIndex)
        if (isUnquoted(attributes)) notices.push({ line, field: name, message: UNQUOTED })
        if (depth <= DEEPEST) return open(name, attributes, line)
        notices.push({ line, field: name, message: 'is nested too deeply, so the file is not read from here on' })
        parser.pause()
      },
      ontext: take,
      onclosetag(name, isImplied) {
        depth -= 1
        // An element without content is said to have no end of its own.
        if (depth < DEEPEST) close(name, isImplied && text[parser.endIndex - 1] !== '/')
      },
    },
    { xmlMode: kind === 'xml' },
  )
  parser.end(text)
  if (depth <= DEEPEST && text.slice(parser.startIndex).trim() !== '')
    notices.push({ line: lineAt(parser.startIndex), field: null, message: 'The file ends within a tag.' })
  return notices
}
