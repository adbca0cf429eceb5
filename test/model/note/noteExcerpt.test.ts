import { expect, test } from 'vitest'
import { excerpt, firstLine } from '../../../src/model/note/noteExcerpt.ts'

test.each([
  ['', ''],
  ['\n\n  second line  ', 'second line'],
  ['# Heading\ntext', 'Heading'],
  ['- [ ] try it', 'try it'],
  ['> quoted', 'quoted'],
  ['---\nafter a rule', 'after a rule'],
  ['Validate **before** it *runs*, `now`', 'Validate before it runs, now'],
  ['see [the paper](https://example.org/a_b)', 'see the paper'],
  ['like [[A paper]], [[B|that]] and [[]]', 'like A paper, that and [[]]'],
  ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
  ['* 一つ目の点', '一つ目の点'],
  ['3) third', 'third'],
])('the excerpt of %j is %j', (note, line) => {
  expect(firstLine(note)).toBe(line)
})

test('the excerpt of a one-line note of a megabyte is cut before it is parsed', () => {
  expect(firstLine('*'.repeat(1_000_000)).length).toBeLessThanOrEqual(500)
  expect(firstLine('word '.repeat(200_000)).length).toBeLessThanOrEqual(500)
})

test('the beginning of a note ends between words, and a short note is whole', () => {
  expect(excerpt('  Read again.\nAsk Ann. ', 40)).toBe('Read again.\nAsk Ann.')
  expect(excerpt('Planner for mixed clusters', 20)).toBe('Planner for mixed …')
  expect(excerpt('x'.repeat(50), 20)).toBe(`${'x'.repeat(20)} …`)
})
