import { serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { prepare } from '../../../src/model/columns/preparedPapers.ts'
import { paper } from '../../support/papers.ts'

describe('the search text', () => {
  const textsOf = (...titles: readonly string[]) => prepare(titles.map((title) => paper({ title }))).texts

  test('is one string for many papers, with the end of each paper and each title', () => {
    const [one, ...others] = prepare([paper({ title: 'A Title', authors: ['Ada L.'] }), paper({ title: 'B' })]).texts
    expect(others).toEqual([])
    expect(one!.text).toBe('a title\nada l\nb\n\n')
    expect([...one!.titleEnds]).toEqual([7, 15])
    expect([...one!.ends]).toEqual([14, 17])
  })

  test('takes one byte a character, even if a title had a wide character that folding removed', () => {
    const text = textsOf('Fast — as ever', 'Größe')[0]!.text
    expect(text).toBe('fast as ever\n\ngroße\n\n')
    expect(serialize(text).length).toBeLessThan(text.length + 10)
  })

  test('of papers with two-byte characters is a string of its own', () => {
    const [plain, wide] = textsOf('One', '论文', 'Two')
    expect([plain!.isWide, plain!.text, ...plain!.places]).toEqual([false, 'one\n\ntwo\n\n', 0, 2])
    expect([wide!.isWide, wide!.text, ...wide!.places]).toEqual([true, '论文\n\n', 1])
  })
})
