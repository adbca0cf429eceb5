import * as fc from 'fast-check'

/** Values of fields as people and programs write them, inside their braces. */
const TEX = [
  '{DNA} Sequencing with {CRISPR--Cas9}',
  'G{\\"o}del, {\\\'E}coles, \\v{S}koda \\& S{\\o}n',
  'An $O(n \\log n)$ Algorithm for {$k$-means}',
  '{{Everything in Braces}}',
  'The {\\LaTeX} Companion: 100\\% of {\\it it}',
  "“Quotes” and ``quotes'' – 中文标题",
  'A title\n    over two lines',
  'plain',
  '12--20',
  '3',
  'S1--S9, e45',
  '978-3-16-148410-0',
  '1234-567X',
  'Springer {Berlin}, Heidelberg',
  'caches, storage; "memory {and} more"',
  'Accessed: 2020-05-03',
  '\\url{https://example.org/~x_y}',
  '{',
  '~\\alpha_{i}\\',
  '<i>x</i> &amp; <y>',
  '',
  ' padded  ',
  '@misc{no, entry}',
].filter((tex) => tex !== '{')

const tex = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEX) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[{}\p{Cc}@]/gu, '')),
  },
)

const TYPES =
  'article inproceedings book incollection phdthesis mastersthesis techreport misc online software dataset unpublished patent proceedings thesis report electronic artwork'.split(
    ' ',
  )
const OTHERS =
  'volume number pages publisher address edition isbn issn keywords language langid series month editor note howpublished organization school institution urldate file timestamp owner shorttitle bibsource biburl eid chapter annote x-own date subtitle eprint archiveprefix primaryclass url doi ids abstract'.split(
    ' ',
  )
const MONTHS = ['jan', 'feb', 'dec']

const NAMES = [
  'Knuth, Donald E. and Lamport, Leslie',
  '{The {GPU} Consortium} and van der Meer, Joost',
  'M{\\"u}ller, J{\\"u}rgen and others',
  'Ada Lovelace',
  '高斌 and Zhang, Wei',
  'King, Jr., Martin Luther',
]

const value = (name: string): fc.Arbitrary<string> => {
  if (name === 'month')
    return fc.oneof(
      fc.constantFrom(...MONTHS),
      fc.constant('{5}'),
      tex.map((text) => `{${text}}`),
    )
  if (name === 'doi')
    return fc.constantFrom('{10.1145/3600006.3613165}', '{https://doi.org/10.1002/(SICI)1097}', '{n/a}')
  if (name === 'url') return fc.constantFrom('{https://example.org/a_b}', '{http://arxiv.org/abs/2401.14112v2}')
  if (name === 'date') return fc.constantFrom('{2019-05-03}', '{2001}')
  if (name === 'eprint') return fc.constantFrom('{2401.14112}', '{hep-th/9901001}')
  if (name === 'editor') return fc.constantFrom(...NAMES).map((names) => `{${names}}`)
  return fc.oneof(
    { weight: 4, arbitrary: tex.map((text) => `{${text}}`) },
    { weight: 1, arbitrary: fc.constantFrom('"quoted {"}value{"}"', '2020', 'ACM # { Press}') },
  )
}

const fields = fc
  .uniqueArray(fc.constantFrom(...OTHERS), { maxLength: 9 })
  .chain((names) => fc.tuple(...names.map((name) => value(name).map((text) => `  ${name} = ${text}`))))

/** An entry of BibTeX with this key, whatever a program may have written. */
const entryOf = (key: string) =>
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      title: tex.filter((text) => /\p{L}/u.test(text.replace(/\\[a-z]+/g, '')) && !text.startsWith('<')),
      author: fc.option(fc.constantFrom(...NAMES)),
      year: fc.option(fc.constantFrom('2020', '{1999}', '"2001"')),
      venue: fc.option(fc.tuple(fc.constantFrom('journal', 'booktitle', 'journaltitle'), tex)),
      fields,
    })
    .map(({ type, title, author, year, venue, fields }) =>
      [
        `@${type}{${key},`,
        [
          `  title = {${title}}`,
          ...(author === null ? [] : [`  author = {${author}}`]),
          ...(year === null ? [] : [`  year = ${year}`]),
          ...(venue === null ? [] : [`  ${venue[0]} = {${venue[1]}}`]),
          ...fields,
        ].join(',\n'),
        '}',
      ].join('\n'),
    )

/** A BibTeX file, with an `@string` that its values may use. */
export const bibtexFile: fc.Arbitrary<string> = fc
  .uniqueArray(
    fc.constantFrom('Knuth:1984', 'a', 'DBLP:conf/sosp/X20', 'müller_2020', 'Smith2020', 'smith2020', 'b.c-d'),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .chain((keys) => fc.tuple(...keys.map(entryOf)))
  .map((entries) => ['@string{acm = {ACM}}', ...entries].join('\n\n'))

/** A library of many varied entries, each with a key and a title of its own. */
export const library = (size: number): string =>
  [
    '@string{acm = {ACM}}',
    ...fc
      .sample(
        fc.constant(null).chain(() => entryOf('KEY')),
        { numRuns: size, seed: 7 },
      )
      .map((entry, i) => entry.replace('{KEY,', `{key:${i},`).replace('title = {', `title = {No. ${i}: `)),
  ].join('\n\n')

const risValue = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('12', 'Springer', 'a, b; c', '978-3-16-148410-0', '1234-567X', '中文', 'x &amp; y'),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 9 })
      .map((text) => text.replace(/\p{Cc}|\p{Zl}|\p{Zp}|\ufeff/gu, '')),
  },
)
const RIS_TAGS = 'VL IS SP EP PB CY ET SN KW LA T3 ED A2 DB C1 C2 M1 AB Y2 UR DO ST J2 RN'.split(' ')

/** A RIS file, whatever a program may have written. */
export const risFile: fc.Arbitrary<string> = fc
  .array(
    fc
      .record({
        type: fc.constantFrom('JOUR', 'CONF', 'CPAPER', 'CHAP', 'COMP', 'THES', 'DATA', 'GEN'),
        key: fc.option(fc.constantFrom('Knuth:1984', '17', 'müller_2020')),
        title: fc.constantFrom('One', 'Zürich: 中文', '<i>x</i> and y'),
        venue: fc.option(fc.tuple(fc.constantFrom('T2', 'JO', 'JF'), risValue)),
        authors: fc.array(fc.constantFrom('Hopper, Grace', 'King, Martin Luther, Jr.', 'OpenAI'), { maxLength: 3 }),
        year: fc.option(fc.constantFrom('PY  - 2020', 'PY  - 2020/05/03/', 'Y1  - 1999', 'DA  - 2001/02//')),
        tags: fc.uniqueArray(fc.constantFrom(...RIS_TAGS), { maxLength: 8 }),
        values: fc.array(fc.array(risValue, { minLength: 1, maxLength: 3 }), { minLength: 8, maxLength: 8 }),
      })
      .map(({ type, key, title, venue, authors, year, tags, values }) =>
        [
          `TY  - ${type}`,
          `TI  - ${title}`,
          ...authors.map((name) => `AU  - ${name}`),
          ...(year === null ? [] : [year]),
          ...(venue === null ? [] : [`${venue[0]}  - ${venue[1]}`]),
          ...tags.flatMap((tag, i) => values[i]!.map((value) => `${tag}  - ${value}`)),
          ...(key === null ? [] : [`ID  - ${key}`]),
          'ER  - ',
        ].join('\n'),
      ),
    { minLength: 1, maxLength: 3 },
  )
  .map((records) => `${records.join('\n\n')}\n`)

/** The items of a CSL-JSON file, whatever a program may have written. */
export const cslItems: fc.Arbitrary<readonly object[]> = fc.array(
  fc
    .record({
      id: fc.constantFrom('Knuth:1984', 'http://zotero.org/users/1/items/X', '17'),
      type: fc.constantFrom('article-journal', 'chapter', 'software', 'legislation', 'thesis'),
      title: fc.constantFrom('One', 'Zürich: <i>中文</i>'),
      author: fc.constantFrom(
        [{ family: 'Hopper', given: 'Grace' }],
        [{ literal: 'OpenAI' }, { family: 'Li', given: 'A' }],
      ),
      rest: fc.dictionary(
        fc.constantFrom(
          'volume',
          'page',
          'ISBN',
          'keyword',
          'note',
          'language',
          'x-own',
          'abstract',
          'container-title',
        ),
        risValue,
        { noNullPrototype: true },
      ),
      more: fc.constantFrom(
        {},
        { issued: { 'date-parts': [['2020', 5, 3]] }, accessed: { raw: '2021' }, volume: 3 },
        { DOI: '10.1000/X', URL: 'https://example.org/a', custom: { mine: [1, { a: null }] } },
        { editor: [{ family: 'Beethoven', 'non-dropping-particle': 'van' }], 'citation-key': 'own' },
      ),
    })
    .map(({ rest, more, ...item }) => ({ ...item, ...rest, ...more })),
  { minLength: 1, maxLength: 3 },
)
