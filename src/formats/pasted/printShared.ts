import { toLine } from '../entry/markup.ts'

/** Data that another app shares, with or instead of files. */
export type SharedData = { readonly title: string; readonly text: string; readonly url: string }

/** A text of more lines is more than a few words about a link. */
const MOST_LINES = 3

/**
 * Prints shared data as a text for `readPasted`: a link with its title on one line, each said once. A longer text stays
 * as it is.
 */
export function printShared({ title, text, url }: SharedData): string {
  if (text.trim().split(/\n+/).length > MOST_LINES || isEntry(text)) return text
  const [name, said, address] = [title, text, url].map(toLine)
  const parts = [said!.startsWith(name!) ? '' : name, said, said!.includes(address!) ? '' : address]
  return parts.filter(Boolean).join(' ')
}

/** Whether a short text is an entry of BibTeX, RIS or JSON, or a row of a table, whose lines have to stay. */
const isEntry = (text: string) => /[{}\t]|^[A-Z][A-Z\d] {2}-/m.test(text)
