import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/formats/readText.ts'

const read = (text: string) => readText('papers.txt', text)
const titles = (text: string) => read(text).entries?.map(({ title }) => title)

const SLOW = 'Doe, A., & Roe, B. (2019). Slow disks of old. Journal of Disks, 12(3), 45–67. https://doi.org/10.1000/d.1'
const FAST = 'Roe, B. (2020). Fast disks of new. Journal of Disks, 13(1), 1–9.'
/** The citation on two lines, broken at a blank. */
const broken = (citation: string, indent = '') => citation.replace(/(?<=^.{30,50}) /, `\n${indent}`)
const TITLES = ['Slow disks of old', 'Fast disks of new']

describe('a bibliography in plain text is read', () => {
  test.each([
    ['one citation a line', `${SLOW}\n${FAST}\n`],
    ['with blank lines between them', `${SLOW}\n\n${FAST}\n`],
    ['with numbers', `[1] ${SLOW}\n[2] ${FAST}\n`],
    ['broken at a width, with numbers', `[1] ${broken(SLOW, '    ')}\n[2] ${broken(FAST, '    ')}\n`],
    ['broken at a width, with hanging indents', `${broken(SLOW, '    ')}\n${broken(FAST, '    ')}\n`],
    ['broken at a width, with blank lines between them', `${broken(SLOW)}\n\n${broken(FAST)}\n`],
    ['with bullets of a word processor', `•\t${SLOW}\r\n•\t${FAST}\r\n`],
  ])('%s', (_, text) => {
    const { entries, notices, format } = read(text)
    expect(format).toBe('citations')
    expect(entries?.map(({ title }) => title)).toEqual(TITLES)
    expect(entries?.[0]).toMatchObject({
      authors: ['A. Doe', 'B. Roe'],
      year: 2019,
      venue: 'Journal of Disks',
      doi: '10.1000/d.1',
    })
    expect(entries?.[0]?.bibliography?.fields).toEqual({ volume: '12', issue: '3', page: '45-67' })
    expect(notices).toEqual([])
  })

  test('with its headings as topics', () => {
    expect(read(`References\n\n${SLOW}\n\nNew work\n\n${FAST}\n`).entries).toMatchObject([
      { title: TITLES[0], topics: [] },
      { title: TITLES[1], topics: [['New work']] },
    ])
  })

  test('with a notice for each line that is no citation, which has its text', () => {
    const { entries, notices } = read(`${SLOW}\n${FAST}\nask Ann for the third one, she has it.\n`)
    expect(entries).toHaveLength(2)
    expect(notices).toMatchObject([{ line: 3, message: 'Not read as a paper: ask Ann for the third one, she has it.' }])
  })
})

test.each([
  ['prose', 'The disk was slow.\nIn 2019 it got slower (Roe, 2019).\nNobody knew why.\n'],
  [
    'an e-mail',
    'From: Ann Roe <ann@example.org>\nTo: Bo Doe\nSubject: the paper\n\nDear Bo,\nplease read the paper.\nAnn\n',
  ],
  [
    'a letter that cites one paper',
    `Dear Bo,\nyou asked what I read last. It was this:\n${FAST}\nIt is good, and so is the one before.\nBest,\nAnn\n`,
  ],
  ['a log', '2024-01-01 10:00:00 INFO started\n2024-01-01 10:00:01 INFO stopped\n'],
])('%s is no bibliography', (_, text) => {
  expect(titles(text)).toBeUndefined()
})
