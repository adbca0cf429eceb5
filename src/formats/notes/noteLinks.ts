import { linkedId, linksIn, readLink } from '../../model/note/noteLink.ts'
import type { PaperId } from '../../model/paper/paper.ts'

/** The links of a note as its file has them, and as the note itself has them, both without their brackets. */
export type FileLinks = Readonly<Record<string, string>>

const LINK = /\[\[([^[\]\n]+)\]\]/g

/**
 * Lets the links of a note name files, since note-taking apps do not find a file by the title in it. `nameOf` gives the
 * name of a paper’s file. `toNote` takes the change back.
 */
export function linkFiles(
  note: string,
  nameOf: (paper: PaperId) => string | undefined,
): { readonly text: string; readonly links: FileLinks } {
  const names = new Set(linksIn(note).map(({ name }) => name))
  const links: Record<string, string> = {}
  let text = note
  for (const [whole, inside] of note.matchAll(LINK)) {
    const link = readLink(inside!)
    const file = link && names.has(link.name) ? nameOf(linkedId(link.name)) : undefined
    if (!link || file === undefined || file === link.name) continue
    const printed = `${file}|${link.shown}`
    // A bar would end a cell of a table.
    const isTaken = printed in links || note.includes(`[[${printed}]]`) || isInTable(note, whole)
    if (isTaken) continue
    links[printed] = inside!
    text = text.replaceAll(whole, () => `[[${printed}]]`)
  }
  return { text, links }
}

const isInTable = (note: string, link: string) =>
  note.split('\n').some((line) => line.trimStart().startsWith('|') && line.includes(link))

/** The note of a text of `linkFiles`. */
export function toNote(text: string, links: FileLinks): string {
  let note = text
  for (const [printed, inside] of Object.entries(links)) note = note.replaceAll(`[[${printed}]]`, () => `[[${inside}]]`)
  return note
}
