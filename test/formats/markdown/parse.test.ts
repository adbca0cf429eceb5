import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BLANK, type Entry } from '../../../src/formats/entry/entry.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'
import { printMarkdown } from '../../../src/formats/markdown/print.ts'
import { STATUSES, UNMARKED } from '../../../src/model/mark/mark.ts'
import type { Highlight } from '../../../src/model/paper/paper.ts'

/** The content that a printed list must keep: all but the line numbers. */
const content = (entries: readonly Entry[]) => entries.map((entry) => ({ ...entry, line: 0 }))

const papers = (
  JSON.parse(readFileSync('data/atc24.json', 'utf8')) as {
    papers: readonly (Partial<Entry> & { highlights: readonly (Omit<Highlight, 'children'> & Partial<Highlight>)[] })[]
  }
).papers.map((paper): Entry => {
  const whole = (highlights: readonly (Omit<Highlight, 'children'> & Partial<Highlight>)[]): readonly Highlight[] =>
    highlights.map(({ text, children = [] }) => ({ text, children: whole(children) }))
  const { title = '', topics = [], affiliations = [], links = [], awards = [], notices = [] } = paper
  const highlights = whole(paper.highlights)
  return { ...BLANK, title, topics, affiliations, links, awards, notices, highlights, venue: 'ATC', year: 2024 }
})

const SEED = `# ATC 2024

## Meta Info

Homepage: <https://www.usenix.org/conference/atc24>

### Acceptance Rate

15.8% (= 77 / 488)

## Papers

### Large Language Models (LLMs)

* Serving LLMs
  * Keeping What Was Said: Serving in Many Turns \\[[Paper](https://www.usenix.org/a)] \\[[Code](https://github.com/a/b)]
    * NUS & SJTU, IPADS & Huawei Cloud
      * **Best Paper Award**
      * Two strategies
        * *First* one.
        * Second one; with a **name**.
    * **Notice**: The data is currently not available.

### Journals

* FastCommit: A Journal without Links
  * Google
  * Distinguished Artifact Award
`

describe('a Markdown list in the original style', () => {
  const { title, entries, notices } = parseMarkdown(SEED)

  test('has its title and papers, and no notice', () => {
    expect(title).toBe('ATC 2024')
    expect(entries.map((entry) => entry.title)).toEqual([
      'Keeping What Was Said: Serving in Many Turns',
      'FastCommit: A Journal without Links',
    ])
    expect(notices).toEqual([])
  })

  test('has topics, links, affiliations, awards, notices and highlights of each paper', () => {
    expect(content(entries)[0]).toEqual({
      ...BLANK,
      title: 'Keeping What Was Said: Serving in Many Turns',
      year: 2024,
      venue: 'ATC',
      topics: [['Large Language Models (LLMs)', 'Serving LLMs']],
      affiliations: ['NUS', 'SJTU, IPADS', 'Huawei Cloud'],
      links: [
        { label: 'Paper', url: 'https://www.usenix.org/a' },
        { label: 'Code', url: 'https://github.com/a/b' },
      ],
      awards: ['Best Paper Award'],
      notices: ['The data is currently not available.'],
      highlights: [
        {
          text: 'Two strategies',
          children: [
            { text: '*First* one.', children: [] },
            { text: 'Second one; with a **name**.', children: [] },
          ],
        },
      ],
      line: 0,
    })
    expect(entries[1]).toMatchObject({ topics: [['Journals']], affiliations: ['Google'], links: [] })
    expect(entries[1]!.awards).toEqual(['Distinguished Artifact Award'])
  })
})

describe('the bundled list', () => {
  const printed = printMarkdown('ATC 2024', papers)

  test('is the same when printed and read again', () => {
    const read = parseMarkdown(printed)
    expect(content(read.entries)).toEqual(content(papers))
    expect(read.title).toBe('ATC 2024')
    expect(read.notices).toEqual([])
  })

  test('is printed as plain Markdown with at most two comments', () => {
    expect(printed).toContain(
      '* FastCommit: Resource-Efficient, Performant and Cost-Effective File System Journaling\n  * Google\n  * **Best Paper Award**\n',
    )
    expect(printed.match(/<!-- offprint/g)?.length ?? 0).toBeLessThanOrEqual(2)
  })
})

const WORDS = [
  'Fast',
  'naïve',
  '图神经网络',
  'نص عربي',
  '🚀',
  'G\\"odel',
  '*stars*',
  '_under_',
  '[brackets]',
  '(x)',
  'a|b',
  'C:\\dir',
  '<b>',
  '&amp;',
  '`code`',
  '# no',
  '1.',
  '"quoted"',
  'http://a.b/c',
  'line\nbreak',
  'in',
  'OSDI 2023',
  'Paper',
  '{% x %}',
  '~~no~~',
  '-->',
  '$x^2$',
  'et al.',
]
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
)
const texts = fc.array(text, { maxLength: 3 })
const leaf: fc.Arbitrary<Highlight> = fc.record({ text, children: fc.constant([]) })
const branch: fc.Arbitrary<Highlight> = fc.record({ text, children: fc.array(leaf, { maxLength: 2 }) })
const highlight: fc.Arbitrary<Highlight> = fc.record({ text, children: fc.array(branch, { maxLength: 2 }) })
const link = fc.record({ label: text, url: fc.webUrl({ withQueryParameters: true, withFragments: true }) })
const mark = fc.record({
  status: fc.constantFrom(...STATUSES),
  starred: fc.boolean(),
  tags: texts,
  note: fc.oneof(
    fc.constant(''),
    text,
    texts.map((lines) => lines.join('\n\n  ')),
  ),
})
const entry: fc.Arbitrary<Entry> = fc.record({
  // Importers drop papers with a blank title.
  title: text.filter((title) => title.trim() !== ''),
  authors: texts,
  year: fc.option(fc.integer({ min: 1950, max: 2040 })),
  venue: fc.oneof(fc.constantFrom('', 'OSDI', 'NeurIPS'), text),
  doi: fc.constantFrom('', '10.1145/12.34'),
  arxiv: fc.constantFrom('', '2401.00001'),
  abstract: fc.constant(''),
  topics: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
  affiliations: texts,
  links: fc.array(link, { maxLength: 3 }),
  awards: texts,
  notices: texts,
  highlights: fc.array(highlight, { maxLength: 3 }),
  mark: fc.option(mark),
  line: fc.constant(0),
})

const RUNS = Number(process.env['FUZZ'] ?? 300)

describe('a printed Markdown list', () => {
  test('is read back unchanged, whatever its papers are', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(text, fc.array(entry, { maxLength: 4 }), (title, entries) => {
        const read = parseMarkdown(printMarkdown(title, entries))
        expect(content(read.entries)).toEqual(content(entries))
        expect(read.title).toBe(title)
      }),
      { numRuns: Math.min(RUNS, 5000) },
    )
  })

  test.each<Partial<Entry>>([
    { venue: 'Nature 12(3): 1-10, 2020' },
    { title: 'Doe, J. (2020). On Trees. Nature, 12(3), 1–10.' },
    { awards: ['Nature, 12(3), 101–120'] },
    { highlights: [{ text: 'Nature, 12(3), 101–120', children: [] }] },
  ])('is read back unchanged where a text reads like a volume and pages: %j', (fields) => {
    const entries = [{ ...BLANK, title: 'On the Growth of Trees', line: 0, ...fields }]
    const read = parseMarkdown(printMarkdown('Mine', entries))
    expect(content(read.entries)).toEqual(content(entries))
  })

  test.each<[string, Partial<Entry>]>([
    [
      'highlights with signs',
      { highlights: Array.from({ length: 100 }, (_, i) => ({ text: `a_${i} *b`, children: [] })) },
    ],
    [
      'links with signs',
      { links: Array.from({ length: 300 }, (_, i) => ({ label: 'A_b', url: `https://e.org/_${i}` })) },
    ],
    ['topics of one letter', { topics: Array.from({ length: 900 }, () => ['a', 'b']) }],
    ['signs that are escaped', { highlights: [{ text: '<'.repeat(3990), children: [] }] }],
  ])('is read back unchanged with many %s', (_, fields) => {
    const entries = [{ ...BLANK, title: 'On the *Growth* of Trees', notices: ['A notice'], line: 0, ...fields }]
    const read = parseMarkdown(printMarkdown('Mine', entries))
    expect(content(read.entries)).toEqual(content(entries))
  })

  test.each(['\n', '', ' with *stars* and a | pipe\n\n'])(
    'keeps a note of a megabyte, with lines ended by %j',
    { timeout: 60_000 },
    (end) => {
      const note = `0123456789${end}`.repeat(1_000_000 / (10 + end.length))
      const entries = [{ ...BLANK, title: 'A Paper with Very Much to Say', mark: { ...UNMARKED, note }, line: 0 }]
      expect(parseMarkdown(printMarkdown('Mine', entries)).entries[0]?.mark?.note === note).toBe(true)
    },
  )
})

test('an unclosed comment of Offprint brings no paper without a title, and is reported', () => {
  const { entries, notices } = parseMarkdown(
    '* On the Growth of Trees [[pdf](https://e.org/1)]\n* <!-- offprint {# Trees\n',
  )
  expect(entries.map(({ title }) => title)).toEqual(['On the Growth of Trees'])
  expect(notices.map(({ line }) => line)).toEqual([2, 2])
})

describe('a long Markdown list', () => {
  // Longer than one chunk of the parser, without a blank line to split at.
  const items = (indent: string, from: number) =>
    Array.from(
      { length: 400 },
      (_, i) => `${indent}* On the Growth of Trees ${from + i} [[pdf](https://e.org/${from + i})]\n`,
    )
  const titles = (text: string) => parseMarkdown(text).entries.map(({ title }) => title)
  const wanted = Array.from({ length: 800 }, (_, i) => `On the Growth of Trees ${i}`)

  test('is one list with its groups as topics, wherever the parser splits it', () => {
    const text = `# Trees\n\n* Roots\n${items('  ', 0).join('')}* Leaves\n${items('  ', 400).join('')}`
    const { entries, notices } = parseMarkdown(text)
    expect(notices).toEqual([])
    expect(entries.map(({ title, topics }) => [title, ...topics])).toEqual(
      wanted.map((title, i) => [title, [i < 400 ? 'Roots' : 'Leaves']]),
    )
  })

  test('keeps the details below each paper, and its line', () => {
    const text = items('', 0)
      .flatMap((item) => [item, '  * NUS & MIT\n', '  * Grows **slowly**\n'])
      .join('')
    const { entries } = parseMarkdown(text)
    expect(entries).toHaveLength(400)
    expect(entries.map(({ line }) => line)).toEqual(entries.map((_, i) => 3 * i + 1))
    for (const { affiliations, highlights } of entries) {
      expect(affiliations).toEqual(['NUS', 'MIT'])
      expect(highlights).toEqual([{ text: 'Grows **slowly**', children: [] }])
    }
  })

  test('is no list inside HTML without a blank line, nor inside code', () => {
    const list = items('', 0).join('')
    expect(titles(`<div>\n${list}</div>\n\n* One Paper That Is Listed Here [[pdf](https://e.org/x)]\n`)).toEqual(
      titles(
        `<div>\n${items('', 0).slice(0, 3).join('')}</div>\n\n* One Paper That Is Listed Here [[pdf](https://e.org/x)]\n`,
      ),
    )
    expect(titles(`\`\`\`\n${list}\`\`\`\n`)).toEqual([])
  })
})

test('links by reference are read in a long file that has footnotes too', () => {
  const lines = Array.from({ length: 200 }, (_, i) => `- A Paper about Slow Disks of Kind ${i}[^1] [[Paper][p${i}]]`)
  const defined = Array.from({ length: 200 }, (_, i) => `[p${i}]: https://arxiv.org/abs/2401.${String(10_000 + i)}`)
  const text = ['# A list', '', '## Papers', '', ...lines, '', '[^1]: Disks spin.', '', ...defined].join('\n')
  const { entries, notices } = parseMarkdown(text)
  expect(notices).toEqual([])
  expect(entries).toHaveLength(200)
  expect(entries.map(({ title }) => title)).toEqual(lines.map((_, i) => `A Paper about Slow Disks of Kind ${i}`))
  expect(entries.every(({ links, highlights }) => links.length === 1 && highlights.length === 0)).toBe(true)
})
