import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src/engine/engine.ts'
import { findByName } from '../../../src/engine/query/findByName.ts'
import { fold } from '../../../src/model/text/fold.ts'
import { id, listFile, mark } from '../../support/papers.ts'

function open(titles: readonly string[]) {
  const engine = createEngine()
  engine.open([listFile(titles.map((title) => ({ title, authors: ['Cache Author'] })))])
  return engine
}
const named = (engine: Engine, text: string) => engine.withIndex((index) => findByName(index, text))
const titles = (engine: Engine, text: string) => named(engine, text).papers.map(({ title }) => title)

describe('the search for a paper by title', () => {
  test('matches words in any order and case, and the last one as a prefix', () => {
    const engine = open(['Serving LLMs over CXL', 'Training LLMs', 'Über Züge'])
    expect(titles(engine, 'cxl SERV')).toEqual(['Serving LLMs over CXL'])
    expect(titles(engine, 'zuge')).toEqual(['Über Züge'])
  })

  test('ignores all other fields, and finds nothing without a word', () => {
    const engine = open(['Serving LLMs'])
    expect(['author', 'serving cache', '', ' – '].map((text) => titles(engine, text))).toEqual([[], [], [], []])
  })

  test('ranks starts of titles first, then starts of words, then substrings; shorter titles first', () => {
    const engine = open(['Uncached', 'A longer title with a cache', 'The cache', 'Cache it', 'Cache'])
    expect(titles(engine, 'cache')).toEqual([
      'Cache',
      'Cache it',
      'The cache',
      'A longer title with a cache',
      'Uncached',
    ])
    expect(titles(open(['All of attention', 'Attention of all']), 'attention of')).toEqual([
      'Attention of all',
      'All of attention',
    ])
  })

  test('finds a bundled paper, and returns eight at most', () => {
    const engine = createEngine()
    engine.open([{ name: 'atc24.json', text: readFileSync('data/atc24.json', 'utf8') }])
    expect(titles(engine, 'metis')).toEqual(['Metis: Fast Automatic Distributed Training on Heterogeneous GPUs'])
    expect(titles(engine, 'e')).toHaveLength(8)
  })

  test('changes neither the current answer nor the next one', () => {
    const engine = open(['Serving LLMs', 'Training LLMs'])
    const question = { text: 'serving', sort: [], window: [0, 10], paper: null, find: null, wide: [] } as const
    const answer = engine.answer(question)
    named(engine, 'training')
    expect(engine.answer(question)).toEqual(answer)
    expect([...engine.papers('shown')].flat().map(({ title }) => title)).toEqual(['Serving LLMs'])
  })
})

describe('the search for a value by name', () => {
  const values = (engine: Engine, text: string) =>
    named(engine, text).values.map(({ field, value, word, count }) => [field, value, word, count])
  const engine = createEngine()
  engine.open([
    listFile([
      { title: 'One', topics: [['LLM', 'Serving']] },
      { title: 'Two', topics: [['LLM', 'Serving'], ['Vision']] },
      {
        title: 'Three',
        topics: [
          ['Vision', 'Training'],
          ['LLM', 'Training'],
        ],
      },
    ]),
  ])
  engine.mark([[id('title:two'), mark({ tags: ['to serve'] }), 1]])

  test('returns its name in queries and its paper count, whatever the current query is', () => {
    engine.answer({ text: 'three', sort: [], window: [0, 10], paper: null, find: null, wide: [] })
    expect(values(engine, 'serv')).toEqual([
      ['topic', 'LLM › Serving', 'Serving', 2],
      ['tag', 'to serve', 'to serve', 1],
    ])
  })

  test('returns the whole path where another value has the same last name', () => {
    expect(values(engine, 'train').map(([, , word]) => word)).toEqual(['LLM › Training', 'Vision › Training'])
  })

  test('ignores the names above it, and values that no paper has any more', () => {
    expect(values(engine, 'llm')).toEqual([['topic', 'LLM', 'LLM', 3]])
    engine.mark([[id('title:two'), mark(), 2]])
    expect(values(engine, 'to serve')).toEqual([])
  })
})

test('the search by name finds all titles with every word, and no others', () => {
  const word = fc.constantFrom('kv', 'cache', 'serve', 'serving', 'a', 'ab')
  const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(
      fc.uniqueArray(title, { maxLength: 8 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      (all, words) => {
        const wanted = all.filter((title) => words.every((word) => fold(title).includes(word)))
        expect(titles(open(all), words.join(' ')).toSorted()).toEqual(wanted.toSorted())
      },
    ),
  )
})
