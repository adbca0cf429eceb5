import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import { printNotes } from '../../../src/formats/notes/printNotes.ts'
import { printNotesZip, unzipNotes } from '../../../src/formats/notes/notesZip.ts'
import { readFile } from '../../../src/formats/readFile.ts'
import { UNMARKED } from '../../../src/model/mark/mark.ts'
import { entry, withoutLines } from '../../support/entries.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const marked = (title: string, note: string) => ({ ...BLANK, title, mark: { ...UNMARKED, note } })

test('every note file comes back with its facts, its mark and its note', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), (entries) => {
      for (const [i, { name, text }] of printNotes(entries).entries()) {
        const { format, entries: read, notices } = readFile(name, bytes(text))
        expect(notices).toEqual([])
        expect(format).toBe('note')
        expect(withoutLines(read!)).toEqual(withoutLines([entries[i]!]))
      }
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['a bullet first', '- one\n- two'],
  ['rules and front matter', '---\ntitle: "X"\n---\n\n---'],
  ['the line before a note', 'a\n<!-- my note -->\nb'],
  ['blank lines at both ends', '\n\na\n\n'],
  ['only a blank line', '\n'],
  ['a table of papers', '| Title | Year |\n| --- | --- |\n| One | 2020 |'],
  ['BibTeX', '@article{a,\n  title = {X},\n}'],
])('a note with %s comes back as it was', (_, note) => {
  const paper = { ...marked('One', note), highlights: [{ text: 'Said.', children: [] }], notices: ['No code.'] }
  for (const some of [marked('One', note), paper]) {
    const [file] = printNotes([some])
    expect(readFile('One.md', bytes(file!.text)).entries).toEqual([some])
  }
})

test('links between notes name the files, and come back as they were', () => {
  const note = 'As in [[Disks: fast, slow]], [[disks fast slow|there]] and [[Unknown: one]], not `[[x]]`.'
  const papers = [marked('Tapes', note), marked('Disks: Fast, Slow', '[[Tapes]]')]
  const [tapes, disks] = printNotes(papers)
  expect(tapes!.text).toContain(
    'As in [[Disks Fast Slow|Disks: fast, slow]], [[Disks Fast Slow|there]] and [[Unknown: one]], not `[[x]]`.',
  )
  expect(disks!.text).toContain('aliases: ["Disks: Fast, Slow"]')
  expect(disks!.text).toContain('[[Tapes]]')
  expect(readFile('a.md', bytes(tapes!.text)).entries).toEqual([papers[0]])
})

test('what was written into a note file since is read', () => {
  const [file] = printNotes([{ ...marked('One', 'Mine.'), highlights: [{ text: 'Said.', children: [] }] }])
  const edited = file!.text
    .replace('status: "Unread"', 'status: Read\ntags:\n  - later')
    .replace('Mine.', 'Mine.\n\n- and more')
    .replaceAll('\n', '\r\n')
  expect(readFile('One.md', bytes(edited)).entries).toMatchObject([
    {
      highlights: [{ text: 'Said.' }],
      mark: { status: 'read', tags: ['later'], note: 'Mine.\n\n- and more' },
    },
  ])
})

test('the ZIP of notes comes back as one list', () => {
  const papers = [marked('One', 'See [[Two: A Sequel]].'), marked('Two: A Sequel', 'b')]
  expect(readFile('notes.zip', printNotesZip('', papers))).toEqual({
    title: '',
    format: 'note',
    notices: [],
    entries: papers,
  })
})

test('other files of a ZIP are left out, with a notice for each that is no note', () => {
  const [note] = printNotes([marked('One', 'a')])
  const zip = zipSync({
    'vault/One.md': strToU8(note!.text),
    'vault/Diary.md': strToU8('Dear diary, today.\n'),
    'vault/.obsidian/app.md': strToU8('x'),
    'vault/picture.png': strToU8('x'),
  })
  const { entries, notices } = readFile('vault.zip', zip)
  expect(entries?.map(({ title }) => title)).toEqual(['One'])
  expect(notices).toEqual([{ line: 1, field: null, message: 'vault/Diary.md: is not a note on a paper' }])
})

test('a ZIP without notes, and a damaged one, are refused', () => {
  const refusal = (zip: Uint8Array) => {
    const { entries, notices } = readFile('a.zip', zip)
    expect(entries).toBeNull()
    return notices[0]!.message
  }
  expect(refusal(zipSync({ 'word/document.xml': strToU8('x') }))).toMatch(/without notes/)
  expect(refusal(strToU8('PK\u0003\u0004 and nothing that follows'))).toMatch(/ZIP archive/)
})

test('a ZIP that unpacks to far more than it has is refused early, whatever it says of its size', () => {
  const bomb = zipSync({ 'a.md': [new Uint8Array(20_000_000), { level: 1 }] })
  // The size once unpacked, as its head says it.
  bomb.set([1, 0, 0, 0], 22)
  expect(bomb.length).toBeLessThan(200_000)
  expect(unzipNotes(bomb, 1_000_000)).toEqual({ problem: 'it is too large once it is unpacked' })
})
