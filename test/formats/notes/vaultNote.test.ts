import { expect, test } from 'vitest'
import { readFile } from '../../../src/formats/readFile.ts'

const read = (text: string) => readFile('note.md', new TextEncoder().encode(text))

test('a note of a vault gives the paper of its properties, and its text as the note', () => {
  const { format, entries, notices } = read(
    '---\ntitle: "Slow disks: a study"\nauthors: ["[[Roe, Ann]]", "[[people/Bo Doe|Bo Doe]]"]\nyear: 2021\ndate: 2024-01-02\njournal: Journal of Disks\ndoi: https://doi.org/10.1000/d.1\nurl: https://example.org/d\nstatus: done\nrating: 5\ntags:\n  - "#disks"\n  - slow\n---\n\n# Slow disks: a study\n\nRead **part two**.\n\n- It waits.\n',
  )
  expect(format).toBe('note')
  expect(notices).toEqual([])
  expect(entries).toMatchObject([
    {
      title: 'Slow disks: a study',
      authors: ['Ann Roe', 'Bo Doe'],
      year: 2021,
      venue: 'Journal of Disks',
      doi: '10.1000/d.1',
      mark: { status: 'read', starred: true, tags: ['disks', 'slow'], note: 'Read **part two**.\n\n- It waits.' },
    },
  ])
})

test('a note without a title among its properties is called by its heading', () => {
  const { entries } = read(
    '---\nciteKey: roe2021\nauthors: Ann Roe\nyear: 2021\ndate: 2024-05-06\n---\n# Slow disks\n\nGood.\n',
  )
  expect(entries).toMatchObject([{ title: 'Slow disks', authors: ['Ann Roe'], year: 2021, mark: { note: 'Good.' } }])
})

test.each([
  ['a list of a homepage', '---\ntitle: Reading list\nauthor: Ann\ndate: 2024-01-01\n---\n'],
  ['a list of a conference', '---\ntitle: OSDI 2024\nvenue: OSDI\nyear: 2024\n---\n'],
])('%s with front matter stays a list', (_, front) => {
  const list =
    '\n# Papers\n\n* Slow Disks for All \\[[Paper](https://arxiv.org/abs/2401.00001)]\n* Fast Drums for All \\[[Paper](https://arxiv.org/abs/2401.00002)]\n'
  const { format, entries } = read(front + list)
  expect(format).toBe('markdown')
  expect(entries?.map(({ title }) => title)).toEqual(['Slow Disks for All', 'Fast Drums for All'])
})

test('a note whose properties are damaged says so by line', () => {
  const { notices } = read('---\ntitle: "One\nauthors: Ann Roe\nyear: 2021\n---\nText\n')
  expect(notices[0]).toMatchObject({ message: expect.stringContaining('is not YAML') })
  expect(notices[0]!.line).toBeGreaterThan(1)
})
