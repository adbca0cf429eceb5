import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const address = (i: number) => `https://arxiv.org/abs/2401.0000${i}`
const titlesIn = (text: string) => parseMarkdown(text).entries.map(({ title }) => title)

const POST = `# Papers I liked

It was a long year, with [a few surprises](${address(9)}).

I keep coming back to this one, [Slow Disks of Old](${address(1)}), which makes its point well.

Then there is [Fast Disks of New](${address(2)}), and [Random Disks at Work](${address(3)}) as well. Worth an evening.
`

test('the papers of a post are read from its sentences', () => {
  expect(titlesIn(POST)).toEqual(['Slow Disks of Old', 'Fast Disks of New', 'Random Disks at Work'])
})

test('a paper that a list names in a sentence is no paper of the list, but is told', () => {
  const { entries, notices } = parseMarkdown(
    `# Disks\n\nThis list goes with our survey [Disks: A Survey](${address(9)}).\n\n## Old\n\n- [Slow Disks of Old](${address(1)})\n- [Fast Disks of New](${address(2)})\n`,
  )
  expect(entries.map(({ title }) => title)).toEqual(['Slow Disks of Old', 'Fast Disks of New'])
  expect(notices).toMatchObject([{ line: 3, message: 'Not read as a paper: Disks: A Survey' }])
})

test('the people of a paper may stand below its heading, with the venue', () => {
  const { entries } = parseMarkdown(
    `# Post\n\n## [Slow Disks of Old](${address(1)})\n\n*Ann Roe*, OSDI 2007\n\nIt is good.\n\n**[Fast Disks of New](${address(2)})** (SOSP 2009). It is better.\n`,
  )
  expect(entries).toMatchObject([
    { title: 'Slow Disks of Old', authors: ['Ann Roe'], venue: 'OSDI', year: 2007 },
    { title: 'Fast Disks of New', venue: 'SOSP', year: 2009 },
  ])
})
