import * as fc from 'fast-check'
import { complete } from '../../src/formats/entry/completeEntry.ts'
import { BLANK, type Entry } from '../../src/formats/entry/entry.ts'

import { toLine } from '../../src/formats/entry/markup.ts'
import { STATUSES } from '../../src/model/mark/mark.ts'
import { toParagraphs } from '../../src/model/text/paragraphs.ts'
import type { Bibliography } from '../../src/model/paper/bibliography.ts'
import type { Highlight } from '../../src/model/paper/paper.ts'

/** Pieces of text that have failed in some reference manager. */
export const SIGNS_OF_FORMATS = [
  '{',
  '}',
  '{}',
  '\\',
  '%',
  '&',
  '$',
  '#',
  '_',
  '~',
  '^',
  '"',
  "'",
  '`',
  '--',
  '---',
  '``',
  "''",
  ',',
  ';',
  '|',
  '@',

  '{A} B',
  '\\"o',
  "\\'{e}",
  '\\c{c}',
  '\\textbf{x}',
  '$x^2$',
  '$O(n)$',
  '\\$5',
  '$5',
  '\\&',
  '&amp;',
  '<i>x</i>',
  '<b',
  '&lt;',
  '中文标题',
  'かな',
  '한국어',
  'שלום עולם',
  'مرحبا',
  '🎉',
  '👩‍🔬',
  'é',
  'ß',
  'Ł',
  'ﬁ',
  '–',
  '“q”',
  'Zürich',

  'LLM',
  'CachedAttention',
  'A',
  'of',
  'and',
  'the',
  '2024',
  'C++',
  'TY  - X',
  'ER  -',
  '@article{x,',
  '@misc(y,',
  '%0 x',
  '=1+1',

  'Ünïcödé',
  'x > y',
  ': ',
  '- ',
  '+',
  '#',
  '[a](b)',
  '* ',
  "'=x",
  'title =',
  '\\textbackslash',
  '\\',
  '"quoted"',
  ', "',
  '10.1/x',
]

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SIGNS_OF_FORMATS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
)

/** Characters that a text file cannot hold: control characters and lone surrogates. */
const clean = (text: string) =>
  text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))

/** One line of text as in titles and names: no spaces at its ends and no double ones. */
export const line: fc.Arbitrary<string> = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .chain((words) => fc.constantFrom('', ' ').map((between) => toLine(clean(words.join(between)))))
  .filter((text) => /[\p{L}\p{N}]/u.test(text))

/** Text of many lines in which every space counts. */
export const note: fc.Arbitrary<string> = fc
  .array(fc.oneof(word, fc.constantFrom('\n', '\n\n', ' ', '  ', '\t')), { maxLength: 12 })
  .map((words) => clean(words.join('')))

/** Plain paragraphs of an abstract, with what is markup in some format. */
export const abstract: fc.Arbitrary<string> = fc
  .array(
    fc.array(fc.oneof(word, fc.constantFrom('<p>', '</jats:p>', 'METHODS: ', '\\par ', 'AB  - x', '%X')), {
      maxLength: 6,
    }),
    {
      maxLength: 3,
    },
  )
  .map((paragraphs) => toParagraphs(clean(paragraphs.map((words) => words.join(' ')).join('\n\n'))))

const PERSONS = [
  'Ada Lovelace',
  'Ludwig van Beethoven',
  'Gao Bin',
  '高斌',
  'María José García',
  'OpenAI',
  'Jean-Luc Picard',
  'Martin Luther King Jr.',
  'X. Æ. Å.',
  "Conan O'Brien",
  'Çelik {Ö}',
  'J. R. R. Tolkien',
]
export const person: fc.Arbitrary<string> = fc.constantFrom(...PERSONS)

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => url.replace(/[{}$^`'"\\]/g, '')),
  fc.constantFrom(
    'https://arxiv.org/pdf/2401.14112',
    'https://github.com/a/b_c',
    'https://doi.org/10.1145/3600006.3613165',
    'https://example.org/a%20b?x=1&y=~z#s',
  ),
)
const link = fc.record({
  label: fc.constantFrom('Paper', 'PDF', 'Code', 'Slides', 'Video', 'Website', 'Data set', 'Blog & talk'),
  url: address,
})

const point = line.map((text) => toLine(text.replace(/^[-*•+\s]+/, 'x')))
const points = (depth: number): fc.Arbitrary<Highlight> =>
  fc.record({ text: point, children: depth > 0 ? fc.array(points(depth - 1), { maxLength: 2 }) : fc.constant([]) })
const highlight = points(2)

/** The mark of a paper. */
export const mark = fc.record({
  status: fc.constantFrom(...STATUSES),
  starred: fc.boolean(),
  tags: fc.uniqueArray(line, { maxLength: 3 }),
  note,
})

/** Any paper, complete as parsers return it: with the page of its DOI among its links. */
export const entry: fc.Arbitrary<Entry> = fc
  .record({
    title: line,
    authors: fc.array(person, { maxLength: 4 }),
    year: fc.option(fc.integer({ min: 1000, max: 9999 })),
    venue: fc.oneof(
      fc.constant(''),
      fc.constantFrom('ATC', 'Journal of Systems', 'Proceedings of the 30th SOSP'),
      line,
    ),
    doi: fc.constantFrom(
      '',
      '10.1145/3600006.3613165',
      '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
      '10.1000/a_b%c',
    ),
    arxiv: fc.constantFrom('', '2401.14112', 'hep-th/9901001'),
    abstract: fc.oneof(fc.constant(''), abstract),
    topics: fc.array(
      fc.array(line.map((step) => toLine(step.replaceAll('>', ''))).filter(Boolean), { minLength: 1, maxLength: 3 }),
      { maxLength: 2 },
    ),
    affiliations: fc.array(line, { maxLength: 3 }),
    links: fc.array(link, { maxLength: 4 }),
    awards: fc.array(line, { maxLength: 2 }),
    notices: fc.array(line, { maxLength: 2 }),
    highlights: fc.array(highlight, { maxLength: 2 }),
    mark: fc.option(mark),
  })
  .map((fields) => complete({ ...BLANK, ...fields }))

/** Papers without their line numbers, and without the entries of the file that they were read from. */
export const withoutLines = (entries: readonly Entry[]) =>
  entries.map(({ bibliography: _bibliography, ...entry }) => ({ ...entry, line: 1 }))

/** The entry of a bibliography that a paper came from, as opaque as it can be. */
export const bibliography: fc.Arbitrary<Bibliography> = fc.record({
  format: fc.constantFrom('bibtex', 'ris', 'csl'),
  key: fc.constantFrom('', 'knuth84', 'Müller:2020'),
  type: fc.constantFrom('article', 'software', 'CONF', ''),
  fields: fc.dictionary(
    fc.constantFrom('volume', 'abstract', 'bibliography', 'x-中文'),
    fc.oneof(line, fc.array(line, { maxLength: 2 }), fc.record({ bibliography: line })),
    { noNullPrototype: true },
  ),
})
