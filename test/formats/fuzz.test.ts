import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFile } from '../../src/formats/readFile.ts'
import { formats } from '../../src/formats/format.ts'
import { createRandom } from '../support/random.ts'

// FUZZ=100000 sets a long run.
const RUNS = Number(process.env['FUZZ'] ?? 400)
/** Far more than any parser needs: a slower one hangs. */
const LIMIT_MS = 2_000

const folder = 'test/fixtures/papers'
const samples = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(`${folder}/${name}`) }))
const SIGNS = [
  '{',
  '}',
  '"',
  '@',
  ',',
  ';',
  '\n',
  '\\',
  '$',
  '%',
  '\t',
  '[',
  ']',
  ':',
  '\0',
  '\r',
  'é',
  '  - ',
  '@article{x,',
  '\nTY  - ',
  '""',
  ' '.repeat(500),
  '{'.repeat(300),
  '\\"'.repeat(200),
]

/** Bytes with a few random edits: deletions, insertions, duplicates, changed bytes, truncation. */
function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let result = [...bytes]
  const place = () => Math.floor(random() * result.length)
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) {
    const at = place()
    const kind = Math.floor(random() * 6)
    if (kind === 0) result.splice(at, 1 + Math.floor(random() * 3))
    else if (kind === 1) result.splice(at, 0, ...new TextEncoder().encode(SIGNS[Math.floor(random() * SIGNS.length)]))
    else if (kind === 2) result.splice(at, Math.floor(random() * 300))
    else if (kind === 3) result.splice(at, 0, ...result.slice(at, at + Math.floor(random() * 200)))
    else if (kind === 4) result[at] = Math.floor(random() * 256)
    else result = result.slice(0, Math.max(1, at))
  }
  return Uint8Array.from(result)
}

test(
  `${RUNS} damaged files are read to the end, in time, with an entry or a notice each`,
  { timeout: 3_600_000 },
  () => {
    const random = createRandom(2024)
    let slowest = 0
    for (let run = 0; run < RUNS; run += 1) {
      const { name, bytes } = samples[run % samples.length]!
      const broken = mutate(bytes, random)
      const start = performance.now()
      const { entries, notices } = readFile(name, broken)
      slowest = Math.max(slowest, performance.now() - start)
      // A file without entries has a notice.
      expect((entries ?? []).length + notices.length, `${name}, run ${run}`).toBeGreaterThan(0)
      for (const { title, line } of entries ?? []) {
        expect(title, `${name}, run ${run}`).not.toBe('')
        expect(line).toBeGreaterThan(0)
      }
    }
    expect(slowest).toBeLessThan(LIMIT_MS)
  },
)

const STRUCTURE = /[{}"@,=\n;:[\]-]|ER {2}- |TY {2}- /g

test('a lost structural character causes a notice wherever it loses a paper', { timeout: 3_600_000 }, () => {
  const random = createRandom(11)
  const silent: string[] = []
  for (const { name, bytes } of samples) {
    const text = new TextDecoder().decode(bytes)
    const count = readFile(name, bytes).entries!.length
    const signs = [...text.matchAll(STRUCTURE)]
    for (let run = 0; run < Math.max(20, RUNS / 20); run += 1) {
      const { index, 0: sign } = signs[Math.floor(random() * signs.length)]!
      const { entries, notices } = readFile(
        name,
        new TextEncoder().encode(text.slice(0, index) + text.slice(index + sign.length)),
      )
      if ((entries?.length ?? 0) < count && notices.length === 0) silent.push(`${name}: ${sign} at ${index}`)
    }
  }
  expect(silent).toEqual([])
})

test('no parser throws on files of other formats, or on damaged files', () => {
  const random = createRandom(7)
  for (const { bytes } of samples) {
    for (const { parse } of Object.values(formats)) {
      for (const text of [bytes, mutate(bytes, random), mutate(bytes, random)].map((some) =>
        new TextDecoder().decode(some),
      )) {
        const { entries, notices } = parse(text)
        expect([...entries, ...notices].every(({ line }) => line > 0)).toBe(true)
      }
    }
  }
})

test.each([
  ['braces', '{'.repeat(200_000)],
  ['BibTeX comments without an end', '@comment{'.repeat(50_000)],
  ['entries without an end', '@article{a, title = {'.repeat(20_000)],
  ['fields without an end', `@article{a,\n${'x = {\n'.repeat(50_000)}`],
  ['a field of commas', `@article{a, ${'b,'.repeat(200_000)}`],
  ['accents over accents', `@article{a, title = {${"\\'{".repeat(50_000)}x}}`],
  ['dollars', `@article{a, title = {${'$ '.repeat(100_000)}}}`],
  ['quotes', `Title,Year\n${'"a,\n'.repeat(100_000)}`],
  ['quotes that open cells', `Title,Year\n${'"a"b,'.repeat(100_000)}`],
  ['blanks', `@article{a, title =${' '.repeat(500_000)}x`],
  ['JSON without an end', '[{"title":"x","a":'.repeat(20_000)],
  ['JSON in JSON', `[${'{"title":"x","children":['.repeat(2_000)}${']}'.repeat(2_000)}]`],
  ['tags', 'TY  - \n'.repeat(50_000)],
  ['names', `@article{a, title = {x}, author = {${'a and '.repeat(50_000)}}}`],
  ['commas in a name', `@article{a, title = {x}, author = {${'a,'.repeat(100_000)}}}`],
  ['entities', `Title,Year\n${'&amp;<i '.repeat(50_000)},2020`],
])('%s in great number are parsed in time', (_, text) => {
  const start = performance.now()
  // Hostile Markdown is tested in markdown/fuzz.test.ts.
  for (const { label, parse } of Object.values(formats)) if (label !== formats.markdown.label) parse(text)
  expect(performance.now() - start).toBeLessThan(LIMIT_MS * 4)
})
