import { isOwnNote, isPaperNote } from '../../formats/notes/noteShape.ts'
import { printCount } from '../../model/numberFormat.ts'

const isMarkdown = ({ name }: File) => /\.(?:md|markdown)$/i.test(name)

/** Whether there may be several notes among files, so that they are to be packed. */
export const mayBeNotes = (files: readonly File[]): boolean => files.filter(isMarkdown).length > 1

/** Packs notes on a paper each into one archive, so that they come in as one list. Other files stay as they are. */
export async function packNotes(files: readonly File[]): Promise<readonly File[]> {
  const notes: (readonly [file: File, text: string])[] = []
  for (const file of files.filter(isMarkdown)) {
    // A file that is gone by now is reported where it is read.
    const text = (await file.text().catch(() => '')).replace(/\r\n?/g, '\n')
    if (isOwnNote(text) || isPaperNote(text)) notes.push([file, text])
  }
  if (notes.length < 2) return files
  const { strToU8, zipSync } = await import('fflate')
  const packed = new Map<string, Uint8Array>()
  for (const [{ name }, text] of notes)
    packed.set(packed.has(name) ? `${packed.size + 1}/${name}` : name, strToU8(text))
  const archive = zipSync(Object.fromEntries(packed), { level: 0 })
  const others = files.filter((file) => !notes.some(([note]) => note === file))
  return [new File([archive], `${printCount(notes.length, 'note')}.zip`), ...others]
}
