import { expect, test } from 'vitest'
import { readFile } from '../../src/formats/readFile.ts'

// Databases and word processors leave these in titles and abstracts. To a regular expression some of them end a line.
const SEPARATORS = {
  'a line separator': '\u2028',
  'a paragraph separator': '\u2029',
  'a next line': '\u0085',
  'a form feed': '\f',
  'a vertical tab': '\v',
} as const

const DOI = '10.1000%2Fabc.1'

/** Two papers with a separator in the title and the abstract of the first, and its DOI in percent signs. */
const FILES: Readonly<Record<string, (separator: string) => string>> = {
  'papers.bib': (s) => `@article{a,
  title = {First${s}part of a title}, author = {Smith, John}, doi = {${DOI}}, year = 2020,
  abstract = {One${s}@article{x, title={No}}${s}- three},
}
@article{b, title = {Second of two}, author = {Doe, Jane}, year = 2021}
`,
  'papers.ris': (s) =>
    `TY  - JOUR\nTI  - First${s}part of a title\nAU  - Smith, John\nDO  - ${DOI}\nAB  - One${s}TY  - JOUR${s}ER  - ${s}three\nER  - \n\n` +
    'TY  - JOUR\nTI  - Second of two\nAU  - Doe, Jane\nER  - \n',
  'papers.nbib': (s) =>
    `PMID- 123\nTI  - First${s}part of a title\nFAU - Smith, John\nAID - ${DOI} [doi]\nAB  - One${s}PMID- 9${s}three\n\n` +
    'PMID- 124\nTI  - Second of two\nFAU - Doe, Jane\n',
  'papers.enw': (s) =>
    `%0 Journal Article\n%T First${s}part of a title\n%A Smith, John\n%R ${DOI}\n%X One${s}%0 Book${s}%T three\n\n` +
    '%0 Journal Article\n%T Second of two\n%A Doe, Jane\n',
  'papers.csv': (s) =>
    `Title,Authors,DOI,Abstract\n"First${s}part of a title",John Smith,${DOI},"One${s}two, ""x""${s}three"\nSecond of two,Jane Doe,,\n`,
  'papers.json': (s) =>
    JSON.stringify([
      { title: `First${s}part of a title`, authors: ['John Smith'], doi: DOI, abstract: `One${s}two${s}three` },
      { title: 'Second of two', authors: ['Jane Doe'] },
    ]),
  'papers.jsonl': (s) =>
    [
      { title: `First${s}part of a title`, authors: ['John Smith'], doi: DOI, abstract: `One${s}two${s}three` },
      { title: 'Second of two', authors: ['Jane Doe'] },
    ]
      .map((paper) => JSON.stringify(paper))
      .join('\n'),
  'papers.md': (s) =>
    `# Papers\n\n- [First${s}part of a title](https://doi.org/${DOI}), John Smith\n- [Second of two](https://example.org/2), Jane Doe\n`,
}

const CASES = Object.entries(FILES).flatMap(([name, print]) =>
  Object.entries(SEPARATORS).map(([called, separator]) => [called, name, print(separator)] as const),
)

test.each(CASES)('%s breaks no record of %s, and no text is lost', (_, name, text) => {
  const { entries, notices } = readFile(name, new TextEncoder().encode(text))
  expect(notices).toEqual([])
  expect(entries!.map(({ title, authors }) => ({ title, authors }))).toEqual([
    { title: 'First part of a title', authors: ['John Smith'] },
    { title: 'Second of two', authors: ['Jane Doe'] },
  ])
  expect(entries![0]!.doi).toBe('10.1000/abc.1')
  // A line of Markdown has no abstract.
  expect(entries![0]!.abstract).toMatch(name === 'papers.md' ? /^$/ : /^One .*three$/)
})
