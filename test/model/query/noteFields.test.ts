import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf } from '../../../src/model/note/field/fieldKey.ts'
import { isInRange, parseRange } from '../../../src/model/note/field/valueRange.ts'
import { parseQuery, printChoice, printQuery } from '../../../src/model/query/query.ts'

const KEYS = ['Dataset', 'Speed-up', 'Cite for', '5-shot', 'Title'].map(keyOf)
const read = (text: string) => parseQuery(text, (key) => KEYS.includes(key))
const choices = (text: string) => [...read(text).choices]

describe('a key of the notes in a query', () => {
  test('is followed by a value, however the key is written', () => {
    expect(choices('dataset:imagenet')).toEqual([['note.dataset', ['imagenet']]])
    expect(choices('"cite for":kv cite-for:paging CiteFor:"two words"')).toEqual([
      ['note.citefor', ['kv', 'paging', 'two words']],
    ])
    expect(choices('"5-shot":71.2')).toEqual([['note.5shot', ['71.2']]])
  })

  test('is followed by a range of numbers or days', () => {
    const [above, between] = read('speed-up:>2 speedup:2..3').conditions
    expect(above).toMatchObject({ kind: 'range', field: 'note.speedup', typed: '>2' })
    expect(between).toMatchObject({ kind: 'range', field: 'note.speedup', typed: '2..3' })
    const text = 'speed-up:>fast'
    const { problems } = read(text)
    expect(text.slice(problems[0]!.from, problems[0]!.to)).toBe(text)
    expect(problems[0]!.message).toContain('takes numbers or days')
  })

  test('is asked for with “has”', () => {
    expect(read('has:speed-up').conditions).toEqual([{ kind: 'has', field: 'note.speedup' }])
    expect(read('-has:"cite for"').conditions).toEqual([{ kind: 'not', of: { kind: 'has', field: 'note.citefor' } }])
    expect(read('has:code').conditions).toEqual([])
    expect(choices('has:code')).toEqual([['code', ['Code']]])
  })

  test('gives way to a field of the same name', () => {
    expect(read('title:serving').conditions).toEqual([{ kind: 'text', field: 'title', text: 'serving' }])
  })

  test('that no note has is a part of a word, and a problem after “has”', () => {
    expect(read('metric:bleu https://a.b').words).toEqual(['metric:bleu', 'https://a.b'])
    expect(read('has:metric').problems.map(({ message }) => message)).toEqual([
      'has: knows award, code, note, not “metric”',
    ])
  })

  test('is printed as a query that parses to the same', () => {
    const part = fc.constantFrom(
      'dataset:"a b"',
      'cite-for:kv',
      '"5-shot":7',
      'speed-up:>=2',
      'has:speed-up',
      '-dataset:x',
      'a',
      '(a OR b:c)',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const { problems: _problems, ...query } = read(parts.join(' '))
        const { problems, ...again } = read(printQuery(query))
        expect({ again, problems }).toEqual({ again: query, problems: [] })
      }),
    )
    expect(parseQuery('has:⅐').problems).toHaveLength(1)
    expect(printChoice('note.citefor', 'KV cache', 'Cite for')).toBe('cite-for:"KV cache"')
    expect(choices(printChoice('note.dataset', '>2'))).toEqual([['note.dataset', ['>2']]])
  })
})

test.each([
  ['>2', '2.4×', true],
  ['>2', '2', false],
  ['>=2', '2', true],
  ['<=1.5 ms', '1500 µs', true],
  ['2..3', '3×', true],
  ['2..3', '3.1', false],
  ['..3', '-7', true],
  ['2..', '1', false],
  ['>2', 'fast', false],
  ['>=2026-01', '2026-01-01', true],
  ['>2026-01', '2026-01-31', false],
  ['<=2026-01', '2026-01-31', true],
  ['<2026-01', '2026-01-01', false],
  ['2025-12..2026-01', '2026-01-31', true],
  ['2025-12..2026-01', '2026-02-01', false],
])('%s takes in %s: %j', (range, value, isIn) => {
  expect(isInRange(parseRange(range)!, value)).toBe(isIn)
})

test.each(['..', '>', '>x', '2..x', '2026-13..2026-14', '2..2026-01'])('%j is no range', (text) => {
  expect(parseRange(text)).toBeNull()
})
