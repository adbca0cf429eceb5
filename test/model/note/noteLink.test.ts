import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identify } from '../../../src/model/paper/identity.ts'
import { completeLink, linkBegun, linkedId, linksIn, printLink } from '../../../src/model/note/noteLink.ts'
import { id, paper } from '../../support/papers.ts'
import { marked, someWriting, text, writing } from '../../support/writings.ts'

const names = (note: string) => linksIn(note).map(({ name }) => name)

describe('the links of a note', () => {
  test('are written in double brackets, and may have a label', () => {
    expect(linksIn('See [[A paper]], [[ B | the other ]] and [[doi:10.1/x|it]].')).toEqual([
      { name: 'A paper', shown: 'A paper' },
      { name: 'B', shown: 'the other' },
      { name: 'doi:10.1/x', shown: 'it' },
    ])
  })

  test.each([
    '[[]]',
    '[[ ]]',
    '[[|shown]]',
    '[[a\nb]]',
    '[[a]',
    '\\[[a]]',
    '`[[a]]`',
    '`` ` [[a]] ``',
    '```\n[[a]]\n```',
    '~~~ js\n[[a]]',
    'x\n```\n[[a]]\n``\n[[b]]',
  ])('are none in %j', (note) => {
    expect(linksIn(note)).toEqual([])
  })

  test('are found after code, and after an unclosed backtick', () => {
    expect(names('```\n[[a]]\n```\n[[b]] `[[c]]` [[d]] ` [[e]]\n\n` [[f]]')).toEqual(['b', 'd', 'e', 'f'])
  })

  test('are found in a megabyte of markup', () => {
    for (const sign of ['`', '[', '[[b', '` `` ', '\\', '- [[', '[[b]', '``` '])
      expect(names(`- ${sign.repeat(1_000_000 / sign.length)}\n\n[[a]]`).at(-1)).toBe('a')
  })
})

describe('a link names its paper', () => {
  test('by title, whatever its case and punctuation', () => {
    expect(linkedId('  HydraRPC:  rpc in the CXL era ')).toBe('title:hydrarpc rpc in the cxl era')
    expect(linkedId('Über Züge')).toBe(linkedId('uber zuge'))
  })

  test('by DOI, arXiv id or address', () => {
    expect(linkedId('doi:10.1145/X')).toBe('doi:10.1145/x')
    expect(linkedId('arXiv:2301.00001v2')).toBe('arxiv:2301.00001')
    expect(linkedId('url:example.org/a')).toBe('url:example.org/a')
    expect(linkedId('DOI: a history')).toBe('title:doi a history')
  })

  test('so that any printed title leads back to it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), text), (title) => {
        fc.pre(/[\p{L}\p{N}]/u.test(title))
        const [link] = linksIn(printLink({ id: id('doi:10.1/x'), title }))
        expect(identify({ title, authors: [], year: null, links: [], doi: '10.1/x' })).toContain(linkedId(link!.name))
      }),
    )
  })

  test('by its strongest id where the title is ambiguous', () => {
    expect(printLink(paper({ title: 'Cache [v2]', id: id('doi:10.1/x') }), true)).toBe('[[doi:10.1/x|Cache v2]]')
    expect(printLink(paper({ title: 'Cache [v2]' }), true)).toBe('[[Cache v2]]')
    expect(printLink(paper({ title: '#|', id: id('arxiv:2301.00001') }))).toBe('[[arxiv:2301.00001|]]')
  })
})

describe('a link that the user types', () => {
  test.each([
    ['see [[|', ''],
    ['see [[Met|', 'Met'],
    ['[[A]] and [[B c|', 'B c'],
    ['[[Met|is]]', 'Met'],
  ])('is recognized in %j', (before, typed) => {
    expect(linkBegun(writing(before))?.typed).toBe(typed)
  })

  test.each(['see [|', '[[A]]|', '[[A\nb|', '[[A', '[[|A|'])('is not recognized in %j', (before) => {
    expect(linkBegun(before.includes('|') ? writing(before) : { text: before, from: 0, to: 0 })).toBeNull()
  })

  test('is not recognized once the caret is in its label', () => {
    expect(linkBegun({ text: '[[A|b', from: 5, to: 5 })).toBeNull()
  })

  test.each([
    ['see [[Met|', 'see [[Metis]]|'],
    ['see [[Met|]] now', 'see [[Metis]]| now'],
    ['see [[Met|is: old]] now', 'see [[Metis]]| now'],
    ['see [[Met| and [[B]]', 'see [[Metis]]| and [[B]]'],
    ['see |', 'see [[Metis]]|'],
  ])('is completed in %j: %j', (before, after) => {
    expect(marked(completeLink(writing(before), '[[Metis]]'))).toBe(after)
  })

  test('is a link once it is completed, and the text before it stays the same', () => {
    fc.assert(
      fc.property(someWriting, (before) => {
        const after = completeLink(before, '[[Metis]]')
        expect(after.text.slice(0, after.to).endsWith('[[Metis]]')).toBe(true)
        const kept = after.text.slice(0, after.to - '[[Metis]]'.length)
        expect(before.text.startsWith(kept)).toBe(true)
      }),
    )
  })
})
