import { expect, test } from 'vitest'
import { parseList } from '../../src/model/paper/list.ts'
import { fold } from '../../src/model/text/fold.ts'
import { createOracle } from './oracle.ts'
import { createMarks, createPapers, type Entry } from './papers.ts'

const papers = createPapers(3000)
const listOf = (entries: readonly Entry[]) =>
  parseList('bench.json', JSON.stringify({ id: 'bench', title: 'Bench', papers: entries }))

test('a seed always generates the same papers and marks, and another seed generates others', () => {
  expect(createPapers(3000)).toEqual(papers)
  expect(createMarks(3000)).toEqual(createMarks(3000))
  expect(createPapers(10, 1)).not.toEqual(createPapers(10, 2))
})

test('a small catalog is the beginning of a larger one', () => {
  expect(createPapers(50)).toEqual(papers.slice(0, 50))
})

test('the generated list has no problem, and no two titles are the same', () => {
  const { list, problems } = listOf(papers)
  expect(problems).toEqual([])
  expect(list?.papers.length).toBe(3000)
  expect(new Set(papers.map(({ title }) => fold(title))).size).toBe(3000)
})

test('a paper takes about 700 bytes', () => {
  const bytes = new TextEncoder().encode(JSON.stringify(papers)).length / papers.length
  expect(bytes).toBeGreaterThan(550)
  expect(bytes).toBeLessThan(850)
})

test('the papers vary as those of real lists do', () => {
  const many = createPapers(20_000)
  const count = (values: (paper: Entry) => readonly string[]) => new Set(many.flatMap(values)).size
  expect(count(({ affiliations }) => affiliations)).toBeGreaterThan(3000)
  expect(count(({ topics }) => topics.map((path) => path.join('/')))).toBeGreaterThan(40)
  expect(count(({ venue }) => [venue ?? ''])).toBeGreaterThan(8)
  const text = JSON.stringify(many)
  for (const sign of ['…', '分', 'ö']) expect(text).toContain(sign)
  const [first = 0, later = 0] = ['Efficient', 'Verified'].map((word) => text.split(` ${word} `).length)
  expect(first).toBeGreaterThan(5 * later)
})

test('three papers in ten have a mark, and one mark in fifteen has a note', () => {
  const marks = createMarks(100_000)
  expect(marks.length).toBe(30_000)
  expect(marks.filter(({ note }) => note !== '').length).toBe(2000)
  expect(new Set(marks.map(({ place }) => place)).size).toBe(30_000)
  expect(marks.every(({ place }) => place < 100_000)).toBe(true)
})

test('the oracle searches titles, notes and other fields, and ranks the results in this order', () => {
  const plain = { topics: [], affiliations: [], links: [], highlights: [] }
  const some: readonly Entry[] = [
    { ...plain, title: 'A paper', affiliations: ['Zürich Labs'] },
    { ...plain, title: 'Another', topics: [['Storage', 'Flash']] },
    { ...plain, title: 'Zurich: a town' },
    { ...plain, title: 'The hills of Zürich', highlights: [{ text: 'a', children: [{ text: 'a *deep* point' }] }] },
  ]
  const oracle = createOracle(some, [{ place: 1, status: 'read', starred: false, note: 'like ZURICH' }])
  expect(oracle.search('zürich', false)).toEqual([0, 1, 2, 3])
  expect(oracle.search('zurich', true)).toEqual([2, 3, 1, 0])
  expect(oracle.search('deep zurich', true)).toEqual([3])
  expect(oracle.search(' ', true)).toEqual([0, 1, 2, 3])
  expect(oracle.byTitle()).toEqual([0, 1, 3, 2])
  expect(oracle.ofTopic('Storage')).toEqual([1])
})
