import { assert, json, property } from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from '../../src/model/parseJson.ts'

const place = (text: string) => {
  const parsed = parseJson(text)
  return 'value' in parsed ? null : [parsed.line, parsed.column]
}

test('valid JSON is parsed as by the browser', () => {
  assert(
    property(json(), (text) => {
      expect(parseJson(text)).toEqual({ value: JSON.parse(text) as unknown })
    }),
  )
})

test.each([
  ['', 1, 1],
  ['{\n  "id": "a",\n  "papers": [,]\n}', 3, 14],
  ['{"a": 1,}', 1, 9],
  ['[1 2]', 1, 4],
  ['{"a" 1}', 1, 2],
  ['[1, 2', 1, 6],
  ['{"a": tru}', 1, 7],
  ['["open', 1, 2],
  ['[1] x', 1, 5],
  ["{'a': 1}", 1, 2],
  ['[[[[]]]', 1, 8],
])('the error in %j is at line %i, column %i', (text, line, column) => {
  expect(place(text)).toEqual([line, column])
})

test('truncated JSON reports the position of the error, and so does deeply nested JSON', () => {
  const text = JSON.stringify({ a: [1, { b: 'c\n' }, null], d: -1.5e3 })
  for (let end = 0; end < text.length; end += 1) expect(place(text.slice(0, end))).not.toBeNull()
  expect(place('['.repeat(200_000))).toEqual([1, 200_001])
})
