import { readFileSync } from 'node:fs'
import Ajv from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseOffprint, printOffprint } from '../../src/formats/json/offprintList.ts'
import { parsePaperJson } from '../../src/formats/json/paperJson.ts'
import { entry, withoutLines } from '../support/entries.ts'

describe('the list format', () => {
  const isList = new Ajv().compile(JSON.parse(readFileSync('data/list.schema.json', 'utf8')) as object)

  test('matches the schema, keeps every fact, and contains nothing of the user’s marks', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
        const text = printOffprint('My papers: 2024!', entries)
        expect(isList(JSON.parse(text)) || isList.errors).toBe(true)
        const { title, entries: read, notices } = parseOffprint(text)
        expect(title).toBe('My papers: 2024!')
        expect(withoutLines(read)).toEqual(entries.map((some) => ({ ...some, mark: null })))
        expect(notices).toEqual([])
      }),
    )
  })

  test('reads the bundled list whole, with the line of each paper', () => {
    const { entries, notices, title } = parseOffprint(readFileSync('data/atc24.json', 'utf8'))
    expect([title, entries.length, notices.length]).toEqual(['ATC 2024', 23, 0])
    expect(entries[0]).toMatchObject({ year: 2024, venue: 'ATC', line: 11 })
    expect(entries[1]!.line).toBeGreaterThan(entries[0]!.line)
  })

  test('reports a wrong field with the line of its paper, and keeps the paper', () => {
    const { entries, notices } = parseOffprint(
      '{ "id": "a", "title": "A", "papers": [\n{ "title": "One", "year": "soon" },\n{ "authors": [] }\n] }',
    )
    expect(entries.map(({ title }) => title)).toEqual(['One'])
    expect(notices).toEqual([
      { line: 2, field: 'year', message: '"soon" is not a year of four digits' },
      { line: 3, field: 'title', message: 'is missing, so the paper cannot be shown' },
    ])
  })
})

describe('JSON of other programs', () => {
  test('with one object a line is read without a notice', () => {
    const { entries, notices } = parsePaperJson(
      '{"title": "One", "year": 2020}\n{"title": "Two", "url": "https://example.org/2"}\n',
    )
    expect(entries.map(({ title, line }) => [title, line])).toEqual([
      ['One', 1],
      ['Two', 2],
    ])
    expect(notices).toEqual([])
  })

  test('with values wrapped in objects, as by OpenReview, is unwrapped', () => {
    const { entries } = parsePaperJson(
      '[{"title": {"value": "Wrapped"}, "authors": {"value": ["Ada Lovelace", "Alan Turing"]}}]',
    )
    expect(entries).toMatchObject([{ title: 'Wrapped', authors: ['Ada Lovelace', 'Alan Turing'] }])
  })

  test('loses a paper with a blank title, whose line is reported', () => {
    const { entries, notices } = parsePaperJson('[{"title": "Kept"},\n{"title": " ", "authors": ["A. Author"]}]')
    expect(entries.map(({ title }) => title)).toEqual(['Kept'])
    expect(notices.map(({ line, field }) => [line, field])).toEqual([[2, 'title']])
  })

  test('without papers is reported', () => {
    expect(parsePaperJson('{"a": [1, 2, {"b": true}]}').notices).toEqual([
      { line: 1, field: 'title', message: 'no object of the file has a title' },
    ])
  })
})
