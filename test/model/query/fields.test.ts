import { describe, expect, test } from 'vitest'
import { fieldEntries, fields, isFieldId, venueAndYear } from '../../../src/model/query/fields.ts'
import { STATUSES } from '../../../src/model/mark/mark.ts'
import { row } from '../../support/papers.ts'

describe('what a reader can choose of a paper', () => {
  test('is each topic on the way to its own', () => {
    const topics = [['LLM', 'Serving', 'KV cache'], ['HBM']]
    expect(fields.topic.values(row({ topics }))).toEqual(['LLM', 'LLM › Serving', 'LLM › Serving › KV cache', 'HBM'])
  })

  test('is its status by the name that is shown', () => {
    expect(STATUSES.map((status) => fields.status.values(row({ status })))).toEqual([
      ['Unread'],
      ['To read'],
      ['Reading'],
      ['Read'],
      ['Skipped'],
    ])
  })

  test('is a star, code and a note only where there is one', () => {
    const links = [{ label: 'Code', url: 'https://example.org/x' }]
    const full = row({ starred: true, note: 'Good', links })
    const bare = row({ note: ' \n', links: [{ label: 'Paper', url: 'https://example.org/x' }] })
    const has = [fields.starred, fields.code, fields.note]
    expect(has.map(({ values }) => values(full))).toEqual([['Starred'], ['Code'], ['Note']])
    expect(has.map(({ values }) => values(bare))).toEqual([[], [], []])
  })

  test('is its venue with the year, and none without a venue', () => {
    expect(fields.venue.values(row({ venue: 'ATC', year: 2024 }))).toEqual(['ATC 2024'])
    expect(fields.venue.values(row({ year: 2024 }))).toEqual([])
  })

  test('is all its tags, affiliations, awards and lists', () => {
    const given = { tags: ['x', 'y'], affiliations: ['NUS', 'SJTU'], awards: ['Best Paper'], lists: ['ATC 2024'] }
    const chosen = [fields.tag, fields.affiliation, fields.award, fields.list]
    expect(chosen.map(({ values }) => values(row(given)))).toEqual(Object.values(given))
  })
})

describe('what sorting goes by', () => {
  test('is null for what a paper has not, so that it comes last', () => {
    const sorted = fieldEntries.flatMap(([id, { sortKey }]) => (sortKey ? [[id, sortKey(row({ title: 'T' }))]] : []))
    expect(Object.fromEntries(sorted)).toEqual({
      starred: null,
      status: 0,
      title: 'T',
      topic: null,
      affiliation: null,
      venue: null,
      year: null,
      changed: null,
    })
  })

  test('is the first topic and the first affiliation, the venue with its year, and the time of the last change', () => {
    const full = row({
      starred: true,
      status: 'read',
      topics: [['LLM', 'Serving'], ['HBM']],
      affiliations: ['NUS', 'SJTU'],
      venue: 'ATC',
      year: 2024,
      changedAt: 5,
    })
    const keys = [fields.starred, fields.status, fields.topic, fields.affiliation, fields.venue, fields.changed]
    expect(keys.map(({ sortKey }) => sortKey(full))).toEqual([0, 3, 'LLM › Serving', 'NUS', 'ATC 2024', 5])
  })
})

describe('the table of fields', () => {
  test('lets a reader write every choice: each field with values has a prefix', () => {
    expect(fieldEntries.filter(([, { values, prefix }]) => values && !prefix)).toEqual([])
  })

  test('has one meaning for every word after a prefix', () => {
    const words = fieldEntries.flatMap(([, { prefix, words }]) =>
      prefix ? Object.values(words ?? { any: 'any' }).map((word) => `${prefix}:${word}`) : [],
    )
    expect(new Set(words).size).toBe(words.length)
    // A field without words takes every value, so it shares its prefix with none.
    const greedy = fieldEntries.filter(([, { prefix, words }]) => prefix && !words).map(([, { prefix }]) => prefix)
    const all = fieldEntries.flatMap(([, { prefix }]) => prefix ?? [])
    expect(greedy.filter((prefix) => all.indexOf(prefix!) !== all.lastIndexOf(prefix!))).toEqual([])
  })

  test.each(['__proto__', 'toString', 'constructor', '', 'Title'])('has no field %j', (text) => {
    expect(isFieldId(text)).toBe(false)
  })

  test('has the fields it lists', () => {
    expect(fieldEntries.every(([id]) => isFieldId(id))).toBe(true)
  })
})

test.each([
  ['ATC', 2024, 'ATC 2024'],
  ['ATC', null, 'ATC'],
  ['', 2024, '2024'],
  ['', null, ''],
])('venue %j and year %j are shown as %j', (venue, year, shown) => {
  expect(venueAndYear({ venue, year })).toBe(shown)
})
