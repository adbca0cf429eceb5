import { describe, expect, test } from 'vitest'
import { fieldEntries, fields, isFieldId, venueAndYear } from '../../../src/model/query/fields.ts'
import { STATUSES } from '../../../src/model/mark/mark.ts'
import { row } from '../../support/papers.ts'

describe('the values of a paper for a facet', () => {
  test('are each of its topics and their ancestors', () => {
    const topics = [['LLM', 'Serving', 'KV cache'], ['HBM']]
    expect(fields.topic.values(row({ topics }))).toEqual(['LLM', 'LLM › Serving', 'LLM › Serving › KV cache', 'HBM'])
  })

  test('are the label of its status', () => {
    expect(STATUSES.map((status) => fields.status.values(row({ status })))).toEqual([
      ['Unread'],
      ['To read'],
      ['Reading'],
      ['Read'],
      ['Skipped'],
    ])
  })

  test('for star, code and note are empty where it has none', () => {
    const links = [{ label: 'Code', url: 'https://example.org/x' }]
    const full = row({ starred: true, note: 'Good', links })
    const bare = row({ note: ' \n', links: [{ label: 'Paper', url: 'https://example.org/x' }] })
    const has = [fields.starred, fields.code, fields.note]
    expect(has.map(({ values }) => values(full))).toEqual([['Starred'], ['Code'], ['Note']])
    expect(has.map(({ values }) => values(bare))).toEqual([[], [], []])
  })

  test('are its venue with the year, and empty without a venue', () => {
    expect(fields.venue.values(row({ venue: 'ATC', year: 2024 }))).toEqual(['ATC 2024'])
    expect(fields.venue.values(row({ year: 2024 }))).toEqual([])
  })

  test('are all its tags, affiliations, awards and lists', () => {
    const given = { tags: ['x', 'y'], affiliations: ['NUS', 'SJTU'], awards: ['Best Paper'], lists: ['ATC 2024'] }
    const chosen = [fields.tag, fields.affiliation, fields.award, fields.list]
    expect(chosen.map(({ values }) => values(row(given)))).toEqual(Object.values(given))
  })
})

describe('the sort key of a paper', () => {
  test('is null where it has no value, so that it comes last', () => {
    const sorted = fieldEntries.flatMap(([id, { sortKey }]) => (sortKey ? [[id, sortKey(row({ title: 'T' }))]] : []))
    expect(Object.fromEntries(sorted)).toEqual({
      starred: null,
      status: 0,
      title: 'T',
      topic: null,
      author: null,
      affiliation: null,
      venue: null,
      year: null,
      added: null,
      changed: null,
      next: null,
    })
  })

  test('is its first topic, author by family name, or affiliation, its venue with the year, or the time of its last change', () => {
    const full = row({
      starred: true,
      status: 'read',
      topics: [['LLM', 'Serving'], ['HBM']],
      authors: ['Ludwig van der Berg', 'Ada Lovelace'],
      affiliations: ['NUS', 'SJTU'],
      venue: 'ATC',
      year: 2024,
      changedAt: 5,
    })
    const keys = [
      fields.starred,
      fields.status,
      fields.topic,
      fields.author,
      fields.affiliation,
      fields.venue,
      fields.changed,
    ]
    expect(keys.map(({ sortKey }) => sortKey(full))).toEqual([
      0,
      3,
      'LLM › Serving',
      'van der Berg, Ludwig',
      'NUS',
      'ATC 2024',
      5,
    ])
  })
})

describe('the table of fields', () => {
  test('has a prefix for every field with values, so that a query can name every choice', () => {
    expect(fieldEntries.filter(([, { values, prefix }]) => values && !prefix)).toEqual([])
  })

  test('has one meaning for every prefix and word', () => {
    const words = fieldEntries.flatMap(([, { prefix, words }]) =>
      prefix ? Object.values(words ?? { any: 'any' }).map((word) => `${prefix}:${word}`) : [],
    )
    expect(new Set(words).size).toBe(words.length)
    // A field without words takes any value, so its prefix must be its own.
    const greedy = fieldEntries.filter(([, { prefix, words }]) => prefix && !words).map(([, { prefix }]) => prefix)
    const all = fieldEntries.flatMap(([, { prefix }]) => prefix ?? [])
    expect(greedy.filter((prefix) => all.indexOf(prefix!) !== all.lastIndexOf(prefix!))).toEqual([])
  })

  test.each(['__proto__', 'toString', 'constructor', '', 'Title'])('has no field %j', (text) => {
    expect(isFieldId(text)).toBe(false)
  })

  test('accepts the ids of all its fields', () => {
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
