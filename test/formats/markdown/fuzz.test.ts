import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../../src/formats/entry/entry.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

// A few hundred inputs by default; `npm run test:fuzz` tries a hundred thousand.
const RUNS = Number(process.env['FUZZ'] ?? 300)

const FOLDER = 'test/fixtures/markdown'
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.md'))
const lists = files.map((file) => readFileSync(`${FOLDER}/${file}`, 'utf8'))

const SIGNS = [
  '[',
  ']',
  '(',
  ')',
  '*',
  '**',
  '_',
  '`',
  '```',
  '|',
  '<',
  '>',
  '<!--',
  '-->',
  '<details>',
  '</li>',
  '<a href="',
  '#',
  '- ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\\',
  '&',
  '{% hint %}',
  '![',
  '](',
  'http://',
  '---\n',
  '<!-- offprint {',
  '\u0000',
  '\uFEFF',
  '🔥',
  '“',
]

/** A list with random insertions, deletions, and pieces of another list. */
const mutated = fc
  .record({
    list: fc.constantFrom(...lists),
    other: fc.constantFrom(...lists),
    edits: fc.array(
      fc.record({
        kind: fc.constantFrom('insert', 'delete', 'splice'),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 1, max: 80 }),
        sign: fc.constantFrom(...SIGNS),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ list, other, edits }) => {
    let text = list
    for (const { kind, at, length, sign } of edits) {
      const place = Math.floor(at * text.length)
      const put = kind === 'insert' ? sign : kind === 'splice' ? other.slice(place, place + length * 4) : ''
      text = text.slice(0, place) + put + text.slice(kind === 'delete' ? place + length : place)
    }
    return text
  })

const words = (entry: Entry) => JSON.stringify(entry)

describe('a damaged Markdown list', () => {
  test('never throws, and every entry has a title and a line of the file', { timeout: 7_200_000 }, () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { entries, notices } = parseMarkdown(text)
        const lines = text.split(/\r\n?|\n/).length
        for (const { title, line } of entries) {
          expect(title.trim()).not.toBe('')
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lines)
        }
        for (const { line, message } of notices) {
          expect(line).toBeLessThanOrEqual(lines)
          expect(message).not.toBe('')
        }
      }),
      { numRuns: RUNS },
    )
  })

  const bullets = readFileSync(`${FOLDER}/awesome.md`, 'utf8')
    .split('\n')
    .filter((line) => /^- \[.*(?:arxiv|doi|usenix)/.test(line))

  test('with papers in any order and number gives exactly these papers', { timeout: 7_200_000 }, () => {
    const one = parseMarkdown(`# List\n\n${bullets.join('\n')}\n`).entries
    expect(one).toHaveLength(bullets.length)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(bullets),
        fc.constantFrom('\n', '\n\n', '\r\n', '\n\n## More\n\n'),
        (some, between) => {
          const { entries, notices } = parseMarkdown(`# List\n\n${some.join(between)}\n`)
          expect(entries.map(({ title }) => title)).toEqual(some.map((line) => one[bullets.indexOf(line)]!.title))
          expect(notices).toEqual([])
        },
      ),
      { numRuns: Math.min(RUNS, 5000) },
    )
  })
})

describe('hostile Markdown', () => {
  const HOSTILE: Readonly<Record<string, string>> = {
    'a line of a megabyte': `- ${'word, '.repeat(170_000)}`,
    'lists in lists in lists': Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i)}- A Title`).join('\n'),
    'quotes in quotes': `${'>'.repeat(20_000)} text`,
    'brackets never closed': `- ${'['.repeat(20_000)}`,
    'brackets in brackets': `- ${'('.repeat(9000)}${')'.repeat(9000)}`,
    'details never closed': '<details><summary>x</summary>'.repeat(3000),
    'emphasis never closed': `- ${'**a* '.repeat(3000)}`,
    'names without end': `- ${'Ann Author, '.repeat(1500)}`,
  }

  test.each(Object.keys(HOSTILE))('is parsed within seconds: %s', { timeout: 30_000 }, (name) => {
    const started = performance.now()
    const { entries } = parseMarkdown(
      `${HOSTILE[name]}\n\n- [A Paper That Comes After](https://arxiv.org/abs/2401.00001)\n`,
    )
    expect(performance.now() - started).toBeLessThan(20_000)
    expect(entries.map(words).join('\n')).toContain('2401.00001')
  })

  test('that is cut off at the limit is reported by its line', () => {
    const { notices } = parseMarkdown(`# List\n\n- ${'word, '.repeat(170_000)}`)
    expect(notices[0]).toMatchObject({ line: 3, message: expect.stringContaining('too long') as string })
  })
})
