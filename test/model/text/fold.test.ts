import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findSpans, fold } from '../../../src/model/text/fold.ts'

// Characters of titles, and characters that break searches: ligatures, combining marks, widths, scripts.
const PIECES = [
  'a|b|A|B|é|e\u0301|ﬁ|ﬀ|ß|İ|ı|Σ|σ|ς|µ|μ|Ω|Å|½|²|１|Ａ',
  '한|글|漢|字|𠮷|葛\u{E0100}|が|か\u3099|ﷺ|ע\u05B4|😀|👩‍💻|❤️|𝐀|\u0301|\u{1D165}',
  ' |  |-|: |\n|"|/|\u00A0|\u200B|\u00AD',
].flatMap((pieces) => pieces.split('|'))
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
)

/** A text, and needles, some of which occur in it. */
const search = text.chain((text) => {
  const part = fc
    .tuple(fc.nat(text.length), fc.nat(text.length))
    .map(([a, b]) => text.slice(Math.min(a, b), Math.max(a, b)))
  const typed = fc.array(fc.oneof(part, fc.constantFrom(...PIECES)), { minLength: 1, maxLength: 3 })
  return fc.record({ text: fc.constant(text), needles: typed.map((all) => all.map(fold)) })
})

const marked = (text: string, ...typed: readonly string[]) =>
  findSpans(text, typed.map(fold)).map(([from, to]) => text.slice(from, to))

describe('folding', () => {
  test.each([
    ['case', 'KV Cache', 'kv cACHE'],
    ['diacritics, however they are coded', 'Ångström naïveté', 'A\u030Angstrom naivete\u0301'],
    ['width', 'ＧＰＵ１', 'gpu1'],
    ['the two letters mu', 'µ-Serve', 'μ-serve'],
    ['ligatures', 'eﬃcient ﬁne-tuning', 'efficient fine-tuning'],
    ['letters of formulas', '𝐀x²', 'ax2'],
    ['all that is not letter or digit', '  C++/CUDA:\t"fast" — 😀!', 'c cuda fast'],
    ['a sigma that ends a word and one that does not', 'ΟΔΟΣ', 'οδοσ'],
  ])('ignores %s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other))
  })

  test('keeps words, letters and digits distinct', () => {
    expect(fold('a b')).not.toBe(fold('ab'))
    expect(fold('漢')).not.toBe(fold('字'))
    expect(fold('1')).not.toBe(fold('2'))
  })

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  test('makes the start of a word match, also in Greek capitals', () => {
    expect(fold('ΟΣΑ')).toContain(fold('ΟΣ'))
  })
})

describe('matches are highlighted', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['in the text as it is written', 'Fast KV-Cache reuse', ['kv cache'], ['KV-Cache']],
    ['wherever it stands', 'Serving: on serving LLM servings', ['serving'], ['Serving', 'serving', 'serving']],
    ['with its combining marks', 'cafe\u0301\u0323s', ['cafe'], ['cafe\u0301\u0323']],
    ['with marks that take two units', '葛\u{E0100}城', ['葛'], ['葛\u{E0100}']],
    ['as a whole ligature', 'eﬃcient', ['f'], ['ﬃ']],
    ['as a whole syllable', '한국', ['하'], ['한']],
    ['between emoji', '😀 fast 👩‍💻 cache', ['fast cache'], ['fast 👩‍💻 cache']],
    ['in letters of two units', 'x 𠮷野家', ['𠮷'], ['𠮷']],
    ['from right to left', 'זיכרון מהיר', ['מהיר'], ['מהיר']],
    ['without blanks between words', '大規模言語モデル', ['言語'], ['言語']],
    ['each of several, in whichever order they are typed', 'KV and page cache', ['cache', 'kv'], ['KV', 'cache']],
    ['once where needles overlap', 'abcdef', ['abcd', 'cdef'], ['abcdef']],
    ['once where one needle holds another', 'caching', ['cache', 'caching', 'ach'], ['caching']],
    ['in capitals of Greek', 'Η ΟΔΟΣ', ['οδός'], ['ΟΔΟΣ']],
    ['nowhere if it is not there', 'abc', ['x', ''], []],
  ])('%s', (_, text, typed, expected) => {
    expect(marked(text, ...typed)).toEqual(expected)
  })

  test('in order, without overlap, within the text, and never inside a character', () => {
    fc.assert(
      fc.property(search, ({ text, needles }) => {
        let end = -1
        for (const [from, to] of findSpans(text, needles)) {
          expect(from).toBeGreaterThan(end)
          expect(to).toBeGreaterThan(from)
          expect(to).toBeLessThanOrEqual(text.length)
          const parts = [text.slice(0, from), text.slice(from, to), text.slice(to)]
          expect(parts.filter((part) => /\p{Surrogate}/u.test(part))).toEqual([])
          expect(parts[2]).not.toMatch(/^\p{M}/u)
          end = to
        }
      }),
      { numRuns: 500 },
    )
  })

  test('only where a needle occurs', () => {
    fc.assert(
      fc.property(search, ({ text, needles }) => {
        for (const [from, to] of findSpans(text, needles)) {
          const folded = fold(text.slice(from, to))
          expect(needles.some((needle) => needle !== '' && folded.includes(needle))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('wherever search finds the paper', () => {
    fc.assert(
      fc.property(search, ({ text, needles }) => {
        const [found] = needles.filter((needle) => needle !== '' && fold(text).includes(needle))
        fc.pre(found !== undefined)
        expect(findSpans(text, [found])).not.toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
