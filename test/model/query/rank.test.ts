import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankLoosely, rankName } from '../../../src/model/query/rank.ts'

const wordsOf = (text: string) => text.split(' ').filter(Boolean)
/** The names that a text may mean, the most likely first. */
const ranked = (text: string, names: readonly string[], rank = rankLoosely) =>
  names
    .flatMap((name) => {
      const place = rank(name, wordsOf(text))
      return place === null ? [] : [{ name, place }]
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ name }) => name)

const COMMANDS = [
  'mark as to read',
  'star or take the star off',
  'restore a backup',
  'back up now',
  'copy as bibtex',
  'undo',
  'redo',
]

describe('the best match comes first', () => {
  test.each([
    ['star', ['star or take the star off']],
    ['re', ['restore a backup', 'redo', 'mark as to read']],
    ['up', ['back up now', 'restore a backup']],
    ['read mark', ['mark as to read']],
    ['cab', ['copy as bibtex']],
    ['bckup', ['restore a backup', 'back up now']],
    ['udo', ['undo']],
    ['', []],
    ['zebra', []],
  ])('for %j', (text, found) => {
    expect(ranked(text, COMMANDS)).toEqual(found)
  })
})

const name = fc.array(fc.stringMatching(/^[a-d]{1,4}$/), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))

test('a name ranks first for itself and for each of its prefixes', () => {
  fc.assert(
    fc.property(name, fc.array(name), fc.nat(20), (name, others, length) => {
      const text = name.slice(0, length).trim()
      fc.pre(text !== '')
      for (const rank of [rankName, rankLoosely]) {
        const best = rank(name, wordsOf(text))
        expect(best).not.toBeNull()
        for (const other of others) expect(rank(other, wordsOf(text)) ?? Infinity).toBeGreaterThanOrEqual(best!)
      }
    }),
  )
})

test('a name with all words matches in any order, and ranks above a mere abbreviation', () => {
  fc.assert(
    fc.property(name, name, (name, text) => {
      const words = wordsOf(text)
      const [strict, loose] = [rankName(name, words), rankLoosely(name, words)]
      expect(strict !== null).toBe(words.every((word) => name.includes(word)))
      expect(loose === null ? null : loose < 50).toBe(loose === null ? null : strict !== null)
    }),
  )
})
