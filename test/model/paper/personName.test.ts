import { expect, test } from 'vitest'
import { familyFirst, firstAuthor, shortAuthors, splitName } from '../../../src/model/paper/personName.ts'

test.each([
  ['Ada Lovelace', 'Lovelace', 'Ada'],
  ['Ludwig van Beethoven', 'van Beethoven', 'Ludwig'],
  ['Jan van den Berg', 'van den Berg', 'Jan'],
  ['Van Morrison', 'Morrison', 'Van'],
  ['Martin Luther King Jr.', 'King Jr.', 'Martin Luther'],
  ['OpenAI', 'OpenAI', ''],
])('the family name of “%s” is “%s”', (name, family, given) => {
  expect(splitName(name)).toEqual({ family, given })
})

test('a name is sorted by its family name', () => {
  expect(['Jan van den Berg', 'OpenAI', '高斌'].map(familyFirst)).toEqual(['van den Berg, Jan', 'OpenAI', '高斌'])
})

test('many authors are the first ones and the last, or the first alone where there is little room', () => {
  const names = ['A A', 'B B', 'C C', 'D D', 'E E']
  expect(shortAuthors(names)).toBe('A A, B B, C C, …, E E')
  expect(shortAuthors(names.slice(1))).toBe('B B, C C, D D, E E')
  expect([[], ['A A'], names].map(firstAuthor)).toEqual(['', 'A A', 'A A et al.'])
})
