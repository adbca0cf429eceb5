import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const TITLE = 'Counting Sheep: A Study of Sleep'
const LINK = '[[paper]](https://arxiv.org/abs/2301.00001)'

/** One paper on a line, with what lists in the wild put beside it. */
const LINES: readonly (readonly [string, string, object])[] = [
  [
    'people between commas behind a known venue',
    `- (NeurIPS'18) ${TITLE}, Ann Roe, Bo Doe, Cy Poe. ${LINK}`,
    { authors: ['Ann Roe', 'Bo Doe', 'Cy Poe'], venue: 'NeurIPS', year: 2018 },
  ],
  [
    'people behind a question',
    `- How Many Sheep Are There? Ann Roe, Bo Doe. ICLR 2019. ${LINK}`,
    { title: 'How Many Sheep Are There?', authors: ['Ann Roe', 'Bo Doe'], venue: 'ICLR' },
  ],
  ['family names behind a dash', `- ${TITLE} - Roe, van Doe - ICML 2018`, { authors: ['Roe', 'van Doe'] }],
  ['a tag in backquotes', `1. \`Sheep\` ${TITLE}. Ann Roe et al. ICLR 2021. ${LINK}`, { authors: ['Ann Roe'] }],
  ['the day of a meeting and who presents', `- Nov 17 (Ivan): ${TITLE}, CRYPTO 2020, ${LINK}`, { venue: 'CRYPTO' }],
  ['who presented the paper', `- Dec 8: Grace presented "${TITLE}" ([link](https://eprint.iacr.org/2017/1132))`, {}],
  ['the quotes of Japanese', `- 「${TITLE}」 山田太郎 [PDF](https://arxiv.org/pdf/2301.00001)`, {}],
  ['a sentence with a link', `1. **${TITLE}** (Roe et al., SIGMOD 2014). I wrote [a post about it](/posts/a).`, {}],
  ['a short name before italics', `Sheep: *${TITLE}*. Ann Roe, Bo Doe. ASPLOS 2006. ${LINK}`, { venue: 'ASPLOS' }],
  ['a page of Obsidian with tags', `- [ ] [[@roe2017|${TITLE}]] (2017) #rl #sleep`, { year: 2017 }],
  ['a page of Obsidian with a remark', `- [ ] [[@roe2017|${TITLE}]] — needs more sheep ^sheep1`, {}],
  ['the name of a block of Obsidian', `- ${TITLE}, OSDI 2023 ^ab-c2`, { venue: 'OSDI', year: 2023 }],
  ['the day a task was done', `- [x] ${TITLE} - Roe et al. - ICML 2018 ✅ 2023-02-11`, { year: 2018, venue: 'ICML' }],
  ['a task of Logseq', `- TODO Read ${TITLE}\n  year:: 2017\n  url:: https://arxiv.org/abs/2301.00001`, { year: 2017 }],
  ['a word before a plain paragraph', `Reading: ${TITLE}. Ann Roe, Bo Doe. OSDI 2014.`, { venue: 'OSDI', year: 2014 }],
  [
    'what a course demands',
    `- *Required*: ${TITLE} (Roe & Doe, 2015) ${LINK}`,
    { authors: ['Roe', 'Doe'], year: 2015 },
  ],
  ['authors, a semicolon and a venue', `1. **${TITLE}** (Roe, Doe; CIDR 2005). Nice.`, { authors: ['Roe', 'Doe'] }],
  [
    'family names and a year',
    `1. Roe, Doe, Poe (2018): ${TITLE}. NeurIPS.`,
    { authors: ['Roe', 'Doe', 'Poe'], year: 2018 },
  ],
  [
    'initials and a colon',
    `- A. Roe, B. Doe: ${TITLE}. arXiv:2305.22222 (2023)`,
    { authors: ['A. Roe', 'B. Doe'], year: 2023 },
  ],
  [
    'a day and family names before italics',
    `Feb 18. Roe and Doe. *${TITLE}.* IEEE S&P 2017. ${LINK}`,
    { authors: ['Roe', 'Doe'], year: 2017 },
  ],
  [
    'editors in the style of the APA',
    `- Roe, A. B., & Doe, B. (Eds.). (1986). *${TITLE}*. Lawrence Erlbaum.`,
    { authors: ['A. B. Roe', 'B. Doe'], year: 1986 },
  ],
  [
    'a son in the style of Chicago',
    `* Olsen, Dan R., Jr. "${TITLE}." In *Proceedings of the 20th Symposium on Sleep*, 251–58. ACM, 2007.`,
    { year: 2007 },
  ],
]

test.each(LINES)('a line with %s', (_, line, fields) => {
  const { entries } = parseMarkdown(`# Papers\n\n## Sleep\n\n${line}\n`)
  expect(entries).toMatchObject([{ title: TITLE, ...fields }])
})

test('one word before a year is no author', () => {
  const { entries } = parseMarkdown(`# Papers\n\n- [${TITLE}](https://a.org/b.pdf) (Neuron, 2019)\n`)
  expect(entries).toMatchObject([{ title: TITLE, authors: [] }])
})

test('a paragraph of labelled lines below a day is a paper', () => {
  const block = (day: string, title: string) =>
    `**${day}**\nPaper: ${title}\nAuthors: Ann Roe, Bo Doe\nVenue: USENIX Security 2014\nLink: https://eprint.iacr.org/2013/879\n`
  const { entries } = parseMarkdown(
    `# Reading group\n\n${block('July 14', TITLE)}\n${block('July 21', 'Counting Goats Again')}`,
  )
  expect(entries).toMatchObject([
    { title: TITLE, authors: ['Ann Roe', 'Bo Doe'], year: 2014, links: [{ url: 'https://eprint.iacr.org/2013/879' }] },
    { title: 'Counting Goats Again' },
  ])
})

describe('what is left out is reported with its line and text', () => {
  const PAPER = `# Papers\n\n- [${TITLE}](https://arxiv.org/abs/2301.00001)\n\n`

  test('the rows of a table that has no papers', () => {
    const { entries, notices } = parseMarkdown(
      `${PAPER}## Tools\n\n| Tool | Stars | Link |\n|---|---|---|\n| Pen | 8 | https://github.com/a/pen |\n`,
    )
    expect(entries).toHaveLength(1)
    expect(notices).toMatchObject([{ line: 9, message: 'Not read as a paper: Pen 8 https://github.com/a/pen' }])
  })

  test('a link to a paper under a heading that promises none', () => {
    const { notices } = parseMarkdown(`${PAPER}## License\n\n- [Rights of Sheep](https://arxiv.org/abs/2301.00002)\n`)
    expect(notices).toMatchObject([{ line: 7, message: expect.stringContaining('Rights of Sheep') }])
  })

  test('a sentence with a venue and its year', () => {
    const { entries, notices } = parseMarkdown(
      `# Notes\n\nPlease see the list of what we presented (OSDI 2020).\n\n- [${TITLE}](https://arxiv.org/abs/2301.00001)\n`,
    )
    expect(entries).toHaveLength(1)
    expect(notices).toMatchObject([{ line: 3, message: expect.stringContaining('OSDI 2020') }])
  })
})
