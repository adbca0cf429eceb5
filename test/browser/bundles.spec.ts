import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from '@playwright/test'

const DIST = process.env['DIST'] ?? 'dist'

const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ name: basename(file), code: readFileSync(join(DIST, file), 'utf8') }))

const namesIn = (code: string, pattern: RegExp) => [...code.matchAll(pattern)].map((match) => basename(match[1]!))

/** The scripts that a browser starts by themselves: workers, the service worker, and the scripts of pages. */
const workers = scripts.flatMap(({ code }) => namesIn(code, /new URL\([`'"]([^`'"]+\.js)[`'"]/g))
const pages = ['index.html', 'recover.html'].flatMap((page) =>
  namesIn(readFileSync(join(DIST, page), 'utf8'), /<script[^>]* src="([^"]+)"/g),
)
const importsOf = (code: string) => namesIn(code, /(?:\bfrom|\bimport)\s*\(?\s*[`'"]([^`'"]+\.js)[`'"]/g)

test('every worker is found in the build', () => {
  expect(new Set(workers.map((name) => name.replace(/(?:-.{8})?\.js$/, '')))).toEqual(
    new Set([
      'journalSetWorker',
      'journalWorker',
      'lookupWorker',
      'marksWorker',
      'printWorker',
      'readingWorker',
      'sw',
      'worker',
    ]),
  )
  expect(pages).toHaveLength(2)
})

// WebKit evaluates a worker’s entry script a second time if a module imports it, and the copy takes the messages
// without the state.
test('no chunk of a worker imports the worker’s entry script', () => {
  const entries = new Set([...workers, 'sw.js', 'recover.js'])
  const wrong = scripts.flatMap(({ name, code }) =>
    importsOf(code).flatMap((imported) => (entries.has(imported) ? [`${name} imports ${imported}`] : [])),
  )
  expect(wrong).toEqual([])
})

test('a worker is one file', () => {
  const split = scripts.filter(({ name, code }) => workers.includes(name) && importsOf(code).length > 0)
  expect(split.map(({ name }) => name)).toEqual([])
})
