import { expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const read = (text: string) => parseMarkdown(`# Seminar\n\n${text}\n`)
const address = (i: number) => `https://arxiv.org/abs/2401.0000${i}`

test.each([
  ['on lines of their own', `[Slow Disks of Old](${address(1)}) <br> [Random Disks](${address(2)})`],
  ['with numbers', `1. [Slow Disks of Old](${address(1)}) (OSDI 2020) <br> 2. [Random Disks](${address(2)})`],
  ['with a link after each', `• Slow Disks of Old [[pdf](${address(1)})] <br> • Random Disks [[pdf](${address(2)})]`],
  ['one behind the other', `[Slow Disks of Old](${address(1)}), [Random Disks](${address(2)})`],
])('each paper in the cell of a week is read: %s', (_, cell) => {
  const { entries } = read(`| Week | Topic | Readings |\n|--|--|--|\n| 1 | Disks | ${cell} |\n| 2 | Clocks | TBD |`)
  expect(entries.map(({ title, links }) => [title, links.map(({ url }) => url)])).toEqual([
    ['Slow Disks of Old', [address(1)]],
    ['Random Disks', [address(2)]],
  ])
})

test('people below a title in its cell are no second paper', () => {
  const { entries } = read(
    `| Paper | Year |\n|--|--|\n| [Slow Disks of Old](${address(1)}) <br> *Ann Roe, Bo Doe* | 2020 |`,
  )
  expect(entries).toMatchObject([{ title: 'Slow Disks of Old', authors: ['Ann Roe', 'Bo Doe'] }])
})

test('a day without a meeting is no paper', () => {
  const { entries } = read(
    `| Date | Presenter | Paper |\n|--|--|--|\n| 9/1 | Ann | [Slow Disks of Old](${address(1)}) |\n| 12/1 | — | No meeting (holiday) |`,
  )
  expect(entries.map(({ title }) => title)).toEqual(['Slow Disks of Old'])
})

test.each(['March 3, 2024: ', '3 Apr 2024 - ', '**2024-03-03** (Ann): '])(
  'the day “%s” before a title is no part of it',
  (day) => {
    expect(read(`- ${day}Slow Disks of Old ([pdf](${address(1)}))`).entries).toMatchObject([
      { title: 'Slow Disks of Old' },
    ])
  },
)

test('the families of the people may stand before a title', () => {
  expect(read(`- Roe, van Doe, Poe. [Slow Disks of Old](${address(1)}). SOSP 2020.`).entries).toMatchObject([
    { title: 'Slow Disks of Old', authors: ['Roe', 'van Doe', 'Poe'], venue: 'SOSP', year: 2020 },
  ])
})

test.each([
  ['the number of its poster', '#1203 Slow Disks of Old'],
  ['the number of its poster before a bold title', '#1203 **Slow Disks of Old**'],
  ['a star', '(\\*) Slow Disks of Old'],
  ['the time of its poster', '11:20 poster: Slow Disks of Old'],
  ['the time of its talk', '11:20–12:00 Slow Disks of Old'],
  ['a day and a name in brackets', 'Oct 10 (Ann) Slow Disks of Old'],
  ['a day in bold', '**Mar 5** – *Slow Disks of Old*'],
  ['a number in bold', '**Week 3** Slow Disks of Old'],
  ['a number and a day in bold', '**Week 3 (Mar 12):** Slow Disks of Old'],
  ['a day and a bold name', '2025-05-09: **Ann** — Slow Disks of Old'],
  ['who presents it', 'Presenter: *Ann Roe*. Slow Disks of Old'],
  ['who presents it in bold', '**Speaker:** Ann Roe — **Slow Disks of Old**'],
  ['who presents it in Chinese', '主讲人：张三，Slow Disks of Old'],
])('a title has before it %s', (_, line) => {
  expect(read(`- ${line} ([pdf](${address(1)}))`).entries).toMatchObject([{ title: 'Slow Disks of Old' }])
})

test('who presents a paper is among its highlights', () => {
  expect(read(`- Presenter: Ann Roe. Slow Disks of Old ([pdf](${address(1)}))`).entries).toMatchObject([
    { authors: [], highlights: [{ text: 'Presenter: Ann Roe' }] },
  ])
})

test('a number before a title belongs to it', () => {
  expect(read(`- 1.58 Bits of Rust ([pdf](${address(1)}))`).entries).toMatchObject([{ title: '1.58 Bits of Rust' }])
})

test('a column named “What” beside “Who” has the papers, if it links them', () => {
  const { entries } = read(
    `| Date | Who | What |\n|--|--|--|\n| 4/25 | Ann | Slow Disks of Old ([link](${address(1)})) |\n| 4/18 | – | Good Friday, no meeting |\n| 4/11 | Bo | Random Disks at Work ([pdf](${address(2)})) |`,
  )
  expect(entries.map(({ title }) => title)).toEqual(['Slow Disks of Old', 'Random Disks at Work'])
})
