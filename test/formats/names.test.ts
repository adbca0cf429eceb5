import { expect, test } from 'vitest'
import { readFile } from '../../src/formats/readFile.ts'
import { printAs } from '../../src/formats/readFile.ts'
import { BLANK } from '../../src/formats/entry/entry.ts'

const authorsOf = (text: string) => readFile('a.txt', new TextEncoder().encode(text)).entries![0]!.authors

/** The names in each format, in which a name is a line, a part of a cell, or an object. */
const FORMATS: Readonly<Record<string, (names: readonly string[]) => string>> = {
  BibTeX: (names) => `@article{a, title = {One}, author = {${names.join(' and ')}}}`,
  RIS: (names) => `TY  - JOUR\nTI  - One\n${names.map((name) => `AU  - ${name}\n`).join('')}ER  - \n`,
  EndNote: (names) => `%0 Journal Article\n%T One\n${names.map((name) => `%A ${name}\n`).join('')}`,
  'the Web of Science': (names) => `FN X\nVR 1.0\nPT J\nAU ${names.join('\n   ')}\nTI One\nER\nEF\n`,
  CSV: (names) => `Title,Authors\nOne,"${names.join('; ')}"\n`,
  JSON: (names) => JSON.stringify([{ title: 'One', authors: names }]),
}

test.each(Object.entries(FORMATS))(
  'letters after a family name in %s are initials, whatever they spell',
  (_, print) => {
    const initials = ['I', 'V', 'JR', 'SR', 'MD', 'IV', 'VI']
    expect(authorsOf(print(initials.map((letters) => `Smith, ${letters}`)))).toEqual(
      initials.map((letters) => `${letters} Smith`),
    )
  },
)

test.each(Object.entries(FORMATS))('initials that come last in %s come first in the app', (_, print) => {
  expect(authorsOf(print(['Doe J.', 'Vander Lugt MT']))).toEqual(['J. Doe', 'MT Vander Lugt'])
})

test.each(Object.entries(FORMATS))('who is not named in %s is nobody', (_, print) => {
  expect(authorsOf(print(['Roe, Ann', 'et al.']))).toEqual(['Ann Roe'])
  expect(authorsOf(print(['Roe, Ann', 'others']))).toEqual(['Ann Roe'])
  expect(authorsOf(print(['[Anonymous]']))).toEqual([])
})

test.each(Object.entries(FORMATS))('East Asian names in %s keep their order', (_, print) => {
  expect(authorsOf(print(['王, 小明', '김, 민준', '山田, 太郎', '李雷']))).toEqual([
    '王小明',
    '김민준',
    '山田太郎',
    '李雷',
  ])
})

test.each(Object.entries(FORMATS))('entities in names in %s are decoded before the names are parted', (_, print) => {
  expect(authorsOf(print(['M&uuml;ller, J&ouml;rg', 'O&#39;Neill, Ann']))).toEqual(['Jörg Müller', "Ann O'Neill"])
})

test('a name in CSL-JSON is read in the order of its language, and nobody is left out', () => {
  const author = [
    { family: '王', given: '小明' },
    { family: 'King', given: 'M. L.', suffix: 'Jr.' },
    { literal: 'Ministry of Health' },
    { family: '[Anonymous]' },
    { literal: 'et al.' },
  ]
  expect(authorsOf(JSON.stringify([{ title: 'One', type: 'book', author }]))).toEqual([
    '王小明',
    'M. L. King Jr.',
    'Ministry of Health',
  ])
})

test.each(['bibtex', 'ris', 'csv', 'csl', 'json', 'markdown'])(
  'groups in braces come out of %s and in again',
  (format) => {
    const bibtex =
      '@article{a, title={One}, author={{Ministry of Health and Welfare} and {Roe, Doe {\\&} Co.} and {The {ATLAS} Collaboration} and Roe, Ann}}'
    const names = ['Ministry of Health and Welfare', 'Roe, Doe & Co.', 'The ATLAS Collaboration', 'Ann Roe']
    expect(authorsOf(bibtex)).toEqual(names)
    expect(authorsOf(printAs(format, '', [{ ...BLANK, title: 'One', authors: names }])!)).toEqual(names)
  },
)

test('a group is printed as one, for other programs', () => {
  const entries = [{ ...BLANK, title: 'One', authors: ['The ATLAS Collaboration'] }]
  expect(printAs('bibtex', '', entries)).toContain('author = {{The ATLAS Collaboration}}')
  expect(printAs('ris', '', entries)).toContain('AU  - The ATLAS Collaboration,')
  expect(printAs('csl', '', entries)).toContain('"literal": "The ATLAS Collaboration"')
})
