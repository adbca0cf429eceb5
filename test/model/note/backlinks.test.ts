import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBacklinks } from '../../../src/model/note/backlinks.ts'
import { linkedId, linksIn } from '../../../src/model/note/noteLink.ts'
import { id } from '../../support/papers.ts'

const NAMES = ['A', 'B', 'doi:10.1/c', 'D']
const PAPERS = ['title:a', 'title:b', 'doi:10.1/c', 'title:x'].map(id)

test('the backlinks agree with reading all notes again after every change', () => {
  const note = fc
    .array(fc.constantFrom(...NAMES.map((name) => `[[${name}]]`), '`[[A]]`', ' and ', '[[a|shown]]'), { maxLength: 4 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...PAPERS), note), { maxLength: 20 }), (changes) => {
      const backlinks = createBacklinks()
      const notes = new Map<string, string>()
      for (const [paper, note] of changes) {
        const linked = (note = '') => [...new Set(linksIn(note).map(({ name }) => linkedId(name)))].toSorted()
        const isNews = String(linked(notes.get(paper))) !== String(linked(note))
        expect(backlinks.take(paper, note)).toBe(isNews)
        notes.set(paper, note)
        for (const wanted of NAMES.map(linkedId)) {
          const slow = [...notes].filter(([, note]) => linked(note).includes(wanted)).map(([paper]) => paper)
          expect(backlinks.to([wanted]).toSorted()).toEqual(slow.toSorted())
        }
      }
    }),
  )
})

test('a paper is linked by any of its aliases, and each linking paper is listed once', () => {
  const backlinks = createBacklinks()
  backlinks.take(id('x'), 'see [[A title]] and [[doi:10.1/a]]')
  backlinks.take(id('y'), 'see [[an older title]]')
  expect(backlinks.to(['doi:10.1/a', 'title:a title', 'title:an older title'].map(id))).toEqual(['x', 'y'])
})
