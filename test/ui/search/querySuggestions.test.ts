import { describe, expect, test } from 'vitest'
import type { Facet } from '../../../src/engine/facets/facetValues.ts'
import type { FieldId } from '../../../src/model/query/fields.ts'
import { parseQuery } from '../../../src/model/query/query.ts'
import { suggest } from '../../../src/ui/search/querySuggestions.ts'

const facet = (field: FieldId, values: Readonly<Record<string, number>>): Facet => ({
  field,
  total: Object.keys(values).length,
  shared: [],
  values: Object.entries(values).map(([value, count]) => ({ value, count, chosen: false, excluded: false })),
})
const FACETS = [
  facet('status', { Unread: 20, 'To read': 2, Read: 1, Reading: 0 }),
  facet('starred', { Starred: 3 }),
  facet('topic', { LLM: 5, 'LLM › Serving LLMs': 3, 'Vision › Training': 1, 'LLM › Training': 2 }),
  facet('affiliation', { 'Huawei Cloud': 4, NUS: 6, 'O(1) Labs': 1 }),
]
const names = (text: string) => suggest(text, FACETS).map(({ name }) => name)
const texts = (text: string) => suggest(text, FACETS).map(({ text }) => text)

describe('a query is completed', () => {
  test('with the values of its last field, those with the most papers first', () => {
    expect(names('kv is:')).toEqual(['Unread', 'Starred', 'To read', 'Read'])
    expect(names('aff:')).toEqual(['NUS', 'Huawei Cloud', 'O(1) Labs'])
  })

  test('with the values of which a word has the typed prefix', () => {
    expect(names('is:rea')).toEqual(['To read', 'Read', 'Reading'])
    expect(names('aff:"hua')).toEqual(['Huawei Cloud'])
    expect(names('AFF:cloud')).toEqual(['Huawei Cloud'])
    expect(names('topic:serv')).toEqual(['Serving LLMs'])
    expect(names('-topic:serv')).toEqual(['Serving LLMs'])
  })

  test('with text that parses to that value, and keeps what was typed before', () => {
    expect(texts('kv -aff:hua')).toEqual(['kv -aff:"Huawei Cloud" '])
    expect(texts('(kv OR is:to')).toEqual(['(kv OR is:to-read '])
    expect(texts('topic:train')).toEqual(['topic:"LLM › Training" ', 'topic:"Vision › Training" '])
    for (const text of texts('aff:o')) expect([...parseQuery(text).choices]).toEqual([['affiliation', ['O(1) Labs']]])
  })

  test.each(['kv', 'is:read', 'is:read ', 'aff:nus', 'https://x', 'year:20', '', 'is:"to read"', 'topic:llm'])(
    'with nothing after %j',
    (text) => {
      expect(names(text)).toEqual([])
    },
  )
})
