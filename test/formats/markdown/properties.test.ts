import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

test('properties of Logseq below a block are facts of its paper, and what the reader says of it', () => {
  const { title, entries } = parseMarkdown(`title:: My reading

- ## Papers
	- A Study of Slow Disks
	  authors:: [[Ann Roe]], [[Bo Doe]]
	  year:: 2020
	  venue:: OSDI
	  arxiv_id:: 2401.00001
	  status:: reading
	  tags:: #disks, [[old rust]]
	  my-rating:: 4
		- spins well
	- TODO [Fast Disks of Old](https://arxiv.org/abs/2401.00002)
	  url:: https://example.org/a.pdf
	- [[Random Disks and Other Things]]
	  authors:: Cy Poe
`)
  expect(title).toBe('My reading')
  expect(entries).toMatchObject([
    {
      title: 'A Study of Slow Disks',
      authors: ['Ann Roe', 'Bo Doe'],
      year: 2020,
      venue: 'OSDI',
      arxiv: '2401.00001',
      mark: { status: 'reading', tags: ['disks', 'old rust'], note: 'my-rating: 4' },
      highlights: [{ text: 'spins well' }],
    },
    {
      title: 'Fast Disks of Old',
      mark: { status: 'to-read', note: '' },
      links: [{ url: 'https://arxiv.org/abs/2401.00002' }, { url: 'https://example.org/a.pdf' }],
    },
    { title: 'Random Disks and Other Things', authors: ['Cy Poe'] },
  ])
})

test('fields of Dataview below a heading are those of its paper', () => {
  const { entries } = parseMarkdown(
    '# Notes\n\n## A Study of Slow Disks\nauthors:: Ann Roe\nyear:: 2020\nstatus:: done\n',
  )
  expect(entries).toMatchObject([
    { title: 'A Study of Slow Disks', authors: ['Ann Roe'], year: 2020, mark: { status: 'read' } },
  ])
})

test('a doubled colon within a line, or in code, is no property', () => {
  const { entries } = parseMarkdown(
    '# L\n\n- std::vector: A Study of Slow Disks [[Paper](https://arxiv.org/abs/2401.00001)]\n\n```\nstatus:: read\n```\n',
  )
  expect(entries).toMatchObject([{ title: 'std::vector: A Study of Slow Disks', mark: null }])
})
