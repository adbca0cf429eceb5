import { expect, test } from 'vitest'
import { BLANK } from '../../src/formats/entry/entry.ts'
import { printAs } from '../../src/formats/readFile.ts'
import { readText } from '../../src/formats/readText.ts'

const papers = [
  { ...BLANK, title: 'Slow Disks of Old' },
  { ...BLANK, title: 'Fast Disks of New' },
]

test.each(['json', 'markdown', 'csv', 'bibtex', 'csl'])(
  'a list that was exported as %s comes back with its title',
  (format) => {
    for (const title of ['My list', 'R&amp;D of <b>disks</b>', 'Disks, “old & new”: 2024', '磁盘']) {
      const read = readText('list.txt', printAs(format, title, papers)!)
      expect(read.title).toBe(title)
      expect(read.entries!.map((entry) => entry.title)).toEqual(papers.map((paper) => paper.title))
    }
  },
)

test('a table of another program has no title of a list, whatever its columns are', () => {
  expect(readText('a.csv', 'Title,Year,List\nSlow Disks of Old,2001,Mine\n').title).toBe('')
})
