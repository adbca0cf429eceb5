import { serialize } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { prepare } from '../../../src/model/columns/preparedPapers.ts'
import { paper } from '../../support/papers.ts'

describe('what is looked through', () => {
  const textsOf = (...titles: readonly string[]) => prepare(titles.map((title) => paper({ title }))).texts

  test('is one text for many papers, which says where each of them and its title ends', () => {
    const [one, ...others] = prepare([paper({ title: 'A Title', authors: ['Ada L.'] }), paper({ title: 'B' })]).texts
    expect(others).toEqual([])
    expect(one!.text).toBe('a title\nada l\nb\n\n')
    expect([...one!.titleEnds]).toEqual([7, 15])
    expect([...one!.ends]).toEqual([14, 17])
  })

  test('takes one byte a letter, also where a title has had a sign of two', () => {
    const text = textsOf('Fast — as ever', 'Größe')[0]!.text
    expect(text).toBe('fast as ever\n\ngroße\n\n')
    expect(serialize(text).length).toBeLessThan(text.length + 10)
  })

  test('stands apart where it has letters of two bytes, so that only these take two', () => {
    const [plain, wide] = textsOf('One', '论文', 'Two')
    expect([plain!.isWide, plain!.text, ...plain!.places]).toEqual([false, 'one\n\ntwo\n\n', 0, 2])
    expect([wide!.isWide, wide!.text, ...wide!.places]).toEqual([true, '论文\n\n', 1])
  })
})
