import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '../../src/formats/entry/entry.ts'
import { toLine } from '../../src/formats/entry/markup.ts'
import type { FormatName } from '../../src/formats/format.ts'
import { printAs, readFile } from '../../src/formats/readFile.ts'
import { toParagraphs } from '../../src/model/text/paragraphs.ts'
import { entry, withoutLines } from '../support/entries.ts'

/** What is at home in one format and may stand in the note or the title of a file in another. */
const ALIEN = [
  '* a bullet',
  '- [x] done',
  '1. first',
  '# A heading',
  '## Papers',
  '> quoted',
  '---',
  '---\ntitle: "Front"\n---',
  '***',
  '```',
  '```bibtex\n@article{a, title={X}}\n```',
  '~~~',
  '| Title | Year |\n| --- | --- |\n| One | 2020 |',
  'Title,Authors,Year\nOne,"Roe, Ann",2020',
  'Title;Authors;Year',
  'Title\tAuthors\tYear',
  'sep=;',
  '@article{a,\n  title = {One},\n}',
  '@comment{',
  '% a comment',
  'TY  - JOUR\nTI  - One\nER  - ',
  'ER  - ',
  'U1  - read',
  'PMID- 1',
  'FN Clarivate\nPT J\nTI One\nER\nEF',
  '%0 Journal Article\n%T One',
  'RT Journal\nT1 One',
  '[{"title": "One", "author": [{"family": "Roe"}]}]',
  '{"papers": [',
  '{"format":"offprint-backup","version":1}',
  '"custom": { "offprint":',
  '<!-- offprint\n{"title":"X"}\n-->',
  '<!-- a comment -->',
  '<!DOCTYPE html><html><a href="https://a.example.org">b</a>',
  '<?xml version="1.0"?>',
  '<details><summary>More</summary>',
  '#+TITLE: x\n:PROPERTIES:\n:END:',
  'a\u2028b',
  'a\u2029b',
  'a\u0085b',
  'a\u00a0b',
  'a\ufeffb',
  'a\u200bb',
  'a\u202eb',
  'شكرا',
  'שלום',
  '👩‍🔬',
  'e\u0301',
  '𝒳',
  '&amp;',
  '&amp;amp;',
  '&lt;i&gt;',
  '<i>x</i>',
  '<jats:p>',
  '$\\alpha_1$',
  '\\textbf{x}',
  '{',
  '}',
  '"',
  '""',
  "''",
  '`',
  '*',
  '**',
  '_',
  '[',
  ']',
  '[a](b)',
  '[[link]]',
  '![](x.png)',
  '{% raw %}',
  '=1+1',
  '+x',
  '-x',
  '@x',
  "'=x",
  '  two blanks',
  'trailing  ',
  '\ttab',
  'a,b;c|d',
  'a; b',
  'Doe, J.',
  'and others',
  'et al.',
  'N/A',
  'null',
  '2024',
  'Status: Read',
  'My note:',
  'Tags: a, b',
] as const

const alien = fc.constantFrom(...ALIEN)
const alienLine = fc
  .array(alien, { minLength: 1, maxLength: 3 })
  .map((words) => toLine(words.join(' ')))
  .filter((text) => /[\p{L}\p{N}]/u.test(text))
const alienNote = fc
  .array(fc.oneof(alien, fc.constantFrom('\n', '\n\n', ' ', '  ')), { maxLength: 5 })
  .map((words) => words.join(''))

/** Names that some format takes apart, turns round, or drops. */
const NAMES_OF_AUTHORS = [
  'I Vigna',
  'V Smith',
  'JR Smith',
  'MD Roe',
  'IV Lenin',
  'Smith Jr.',
  'John Smith III',
  'Doe J.',
  'Vander Lugt MT',
  'Ann Roe 0002',
  'von Neumann',
  'de la Cruz',
  'J. de la Cruz',
  'Ministry of Health and Welfare',
  'Roe, Doe & Co.',
  'Roe; Doe',
  'AT&T',
  'The ATLAS Collaboration',
  'A. One, B. Two',
  'X and Y',
  'Max und Moritz',
  '王小明',
  '王 小明',
  '李 Li Lei',
  'Li Lei (李雷)',
  '김민준',
  '山田 太郎',
  'やまだ たろう',
  'null',
  'Ann & Bo',
  'Ann | Bo',
  'Ann > Bo',
  'D{\\"o}rte',
  'Doe, Jane',
  'Doe,Jane',
  '{NASA}',
  '"Q"',
  '&amp; Söhne',
  'عمر خيام',
] as const

const alienEntry: fc.Arbitrary<Entry> = fc
  .record({
    entry,
    title: alienLine,
    note: alienNote,
    tag: alienLine,
    award: alienLine,
    affiliation: alienLine,
    venue: alienLine,
    topic: alienLine.map((step) => toLine(step.replaceAll('>', ''))).filter((step) => /\p{L}/u.test(step)),
    authors: fc.array(fc.constantFrom(...NAMES_OF_AUTHORS), { minLength: 1, maxLength: 3 }),
    abstract: alienNote.map(toParagraphs),
    point: alienLine.map((text) => toLine(text.replace(/^[-*•+\s]+/, 'x'))),
    where: fc.integer({ min: 0, max: 1023 }),
  })
  .map(({ entry, title, note, tag, award, affiliation, venue, topic, authors, abstract, point, where }) => ({
    ...entry,
    ...(where & 1 && { title }),
    ...(where & 2 && entry.mark && { mark: { ...entry.mark, note } }),
    ...(where & 4 && entry.mark && { mark: { ...entry.mark, note, tags: [tag] } }),
    ...(where & 8 && { awards: [award] }),
    ...(where & 16 && { affiliations: [affiliation] }),
    ...(where & 32 && { authors }),
    ...(where & 64 && { venue }),
    ...(where & 128 && { topics: [[topic], ...entry.topics] }),
    ...(where & 256 && { abstract }),
    ...(where & 512 && { highlights: [{ text: point, children: [] }] }),
  }))

/** Some papers, the last of which may have the title of the first. */
const papers = fc
  .tuple(fc.array(alienEntry, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([all, isTwin]) => (isTwin ? [...all.slice(0, -1), { ...all.at(-1)!, title: all[0]!.title }] : all))

/** What each format cannot hold. It holds everything else. */
const LOST: Readonly<Partial<Record<FormatName, Partial<Entry>>>> = {
  json: { mark: null },
  markdown: { abstract: '' },
}

const NAMES = ['list', 'a.csv', 'a.md', 'a.txt', 'a.bib', 'a.json', 'a.ris']
const titles = fc.oneof(fc.constantFrom('', 'My list'), alienLine)
/** Markdown is printed and parsed several times, until it says all. */
const RUNS: Readonly<Partial<Record<FormatName, number>>> = { markdown: 40 }
const FORMATS: readonly FormatName[] = ['bibtex', 'ris', 'csv', 'csl', 'json', 'markdown']

test.each(FORMATS)(
  'a list that was printed as %s is known and read back whole, whatever it says',
  { timeout: 3_600_000 },
  (format) => {
    fc.assert(
      fc.property(papers, titles, fc.constantFrom(...NAMES), (entries, title, name) => {
        const text = printAs(format, title, entries)!
        const read = readFile(name, new TextEncoder().encode(text))
        expect(read.format).toBe(format)
        expect(withoutLines(read.entries ?? [])).toEqual(entries.map((some) => ({ ...some, ...LOST[format] })))
        expect(read.notices).toEqual([])
      }),
      { numRuns: Number(process.env['FUZZ'] ?? RUNS[format] ?? 200) },
    )
  },
)
