import { expect, test } from 'vitest'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import { printNotes } from '../../../src/formats/notes/printNotes.ts'
import { readFile } from '../../../src/formats/readFile.ts'
import { mayBeNotes, packNotes } from '../../../src/ui/import/packNotes.ts'

const file = (name: string, text: string) => new File([text], name)
const papers = ['One', 'Two', 'Three'].map((title) => ({
  ...BLANK,
  title,
  mark: { status: 'read' as const, starred: true, tags: ['a'], note: `Of ${title}.` },
}))
const LIST = '---\ntitle: Reading\n---\n\n# Papers\n\n- [A Paper of Words](https://a.org)\n'

test('several note files are one list of papers, and other files stay as they are', async () => {
  const notes = printNotes(papers).map(({ name, text }) => file(name, text.replaceAll('\n', '\r\n')))
  const others = [file('list.md', LIST), file('refs.bib', '@misc{a, title={A}}')]
  const [packed, ...rest] = await packNotes([...notes, ...others, file('One.md', printNotes(papers)[0]!.text)])
  expect(rest).toEqual(others)
  expect(packed!.name).toBe('4 notes.zip')
  const { entries, notices } = readFile(packed!.name, new Uint8Array(await packed!.arrayBuffer()))
  expect(notices).toEqual([])
  expect(entries?.toSorted((a, b) => a.title.localeCompare(b.title))).toEqual([
    papers[0],
    papers[0],
    papers[2],
    papers[1],
  ])
})

test('one note, and lists in Markdown, are files by themselves', async () => {
  const [note] = printNotes(papers)
  const files = [file('One.md', note!.text), file('a.md', LIST), file('b.md', LIST)]
  expect(await packNotes(files)).toBe(files)
  expect(mayBeNotes([files[0]!, file('refs.bib', '')])).toBe(false)
})
