import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAuthors, parseNames, parsePaper, printPaper } from '../../../src/formats/stored/paperLine.ts'
import { id, paper } from '../../support/papers.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a","authors":[]', ']', '],', ',"authors":', '\\","authors":', '\n'),
)
const papers = fc
  .record({
    title: text,
    aliases: fc.array(text.map(id)),
    authors: fc.array(text),
    venue: text,
    abstract: text,
    addedAt: fc.option(fc.nat()),
  })
  .map(paper)

test('a stored paper is one line, and is read back unchanged', () => {
  fc.assert(
    fc.property(papers, (paper) => {
      const line = printPaper(paper)
      expect(line).not.toContain('\n')
      expect(parsePaper(line)).toEqual(paper)
    }),
  )
})

test('a line of a version without abstracts and times has neither', () => {
  const { abstract: _abstract, addedAt: _addedAt, ...old } = paper({ title: 'Old' })
  expect(parsePaper(JSON.stringify(old))).toEqual(paper({ title: 'Old', abstract: '', addedAt: null }))
})

describe('the names of a stored paper', () => {
  test('are read from the start of its line, whatever they contain', () => {
    fc.assert(
      fc.property(papers, (paper) => {
        const { id, aliases, title } = paper
        expect(parseNames(printPaper(paper))).toEqual({ id, aliases, title })
      }),
    )
  })

  test('are null where the start is too short, or another field comes first', () => {
    const one = paper({ title: 'One' })
    expect(parseNames(printPaper(one).slice(0, 30))).toBeNull()
    const { id, aliases, title, ...rest } = one
    expect(parseNames(JSON.stringify({ ...rest, id, aliases, title }))).toBeNull()
    expect(parseNames(JSON.stringify({ title, ...rest, id, aliases }))).toBeNull()
  })
})

describe('the authors of a stored paper', () => {
  test('are read from the start of its line, or are null where they do not end there or contain a bracket', () => {
    fc.assert(
      fc.property(papers, fc.nat(200), (paper, length) => {
        const line = printPaper(paper)
        expect([paper.authors, null]).toContainEqual(parseAuthors(line.slice(0, length)))
        const plain = paper.authors.filter((name) => !name.includes(']'))
        expect(parseAuthors(printPaper({ ...paper, authors: plain }))).toEqual(plain)
      }),
      { numRuns: 500 },
    )
  })
})
