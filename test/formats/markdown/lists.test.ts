import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Entry } from '../../../src/formats/entry/entry.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'
import { printMarkdown } from '../../../src/formats/markdown/print.ts'

// Lists in the many styles that people write, and what a person reads in them.
const FOLDER = 'test/fixtures/markdown'
const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.md') ? [file.slice(0, -3)] : []))

type Expected = {
  readonly title: string
  readonly papers: readonly (Partial<Record<string, unknown>> & {
    readonly title: string
    readonly topics: Entry['topics']
    readonly links: readonly (readonly [label: string, url: string])[]
  })[]
}

const read = (name: string) => ({
  expected: JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')) as Expected,
  parsed: parseMarkdown(readFileSync(`${FOLDER}/${name}.md`, 'utf8')),
})

/** An entry in the form of the expectations, without empty fields. */
const plain = (entry: Entry) => {
  const { title, topics, authors, affiliations, awards, notices, venue, year, mark } = entry
  const links = entry.links.map(({ label, url }) => [label, url])
  const highlights = entry.highlights.map(({ text }) => text)
  const more = { authors, affiliations, awards, notices, venue, year, highlights, status: mark?.status }
  const filled = Object.entries(more).filter(
    ([, value]) => value !== undefined && value !== null && (typeof value === 'number' || value.length > 0),
  )
  return { title, topics, links, ...Object.fromEntries(filled) }
}

test.each(names)('the list %s is read as a person reads it', (name) => {
  const { expected, parsed } = read(name)
  expect(parsed.entries.map(plain)).toEqual(expected.papers)
  expect(parsed.title).toBe(expected.title)
})

test.each(names)('the list %s is the same after export and import', (name) => {
  const { parsed } = read(name)
  const again = parseMarkdown(printMarkdown(parsed.title, parsed.entries))
  const content = (entries: readonly Entry[]) => entries.map((entry) => ({ ...entry, line: 0 }))
  expect(content(again.entries)).toEqual(content(parsed.entries))
  expect(again.title).toBe(parsed.title)
})

test('there are at least fifteen lists, each with its expectation', () => {
  expect(names.length).toBeGreaterThanOrEqual(15)
  expect(readdirSync(FOLDER).filter((file) => file.endsWith('.json')).length).toBe(names.length)
})
