import { expect, test } from 'vitest'
import { toPaper } from '../../../src/formats/entry/entry.ts'
import { printShared } from '../../../src/formats/pasted/printShared.ts'
import { readPasted } from '../../../src/formats/pasted/readPasted.ts'

const NOTHING = { title: '', text: '', url: '' }
const ATTENTION = 'Attention Is All You Need'

test.each([
  ['a browser shares a page', { title: `[1706.03762] ${ATTENTION}`, text: 'https://arxiv.org/abs/1706.03762v5' }],
  ['an app gives the address for itself', { title: ATTENTION, url: 'https://arxiv.org/pdf/1706.03762' }],
  ['all stands in the text', { text: `${ATTENTION}\nhttps://arxiv.org/abs/1706.03762` }],
  ['the title is given twice', { title: ATTENTION, text: `${ATTENTION}\nhttps://arxiv.org/abs/1706.03762` }],
  [
    'the title is quoted, and ends in a site',
    { title: `“${ATTENTION}” | arXiv`, url: 'https://arxiv.org/abs/1706.03762' },
  ],
  ['there is an id and no address', { text: `${ATTENTION} arXiv:1706.03762` }],
])('a shared link is one paper with its title where %s', (_, told) => {
  const entries = readPasted(printShared({ ...NOTHING, ...told }))!
  expect(entries.map(({ title }) => title)).toEqual([ATTENTION])
  expect(toPaper(entries[0]!, 'x').aliases).toContain('arxiv:1706.03762')
})

test('a shared entry or list stays as it is', () => {
  for (const text of ['@article{a,\n title = {T}}', 'TY  - ELEC\nTI  - A', 'A\nB\nC\nD'])
    expect(printShared({ ...NOTHING, title: 'A page', text })).toBe(text)
})
