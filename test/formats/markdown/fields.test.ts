import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'
import { printMarkdown } from '../../../src/formats/markdown/print.ts'

const PAPER = '[[Paper](https://arxiv.org/abs/2401.00001)]'
const TITLE = 'Slow Disks of Old'
const read = (lines: string, title = 'A list') => parseMarkdown(`# ${title}\n\n## Papers\n\n${lines}\n`).entries

describe('the venue and year of a list', () => {
  test.each([
    'NSDI 2024 Reading Notes',
    'NSDI 2024 Papers',
    'Papers I liked at NSDI 2024',
    'NSDI 2024 — my picks',
    "NSDI '24 accepted papers (selection)",
    "NSDI'24 reading list (group notes)",
  ])('are in the title “%s”', (title) => {
    expect(read(`- ${TITLE} ${PAPER}`, title)).toMatchObject([{ title: TITLE, venue: 'NSDI', year: 2024 }])
  })

  test('are not in a title that is about more', () => {
    expect(read(`- ${TITLE} ${PAPER}`, 'Papers on FAST 2020 disks')).toMatchObject([{ venue: '', year: null }])
  })

  test('say more than a link named arXiv, which is the venue of a list without one', () => {
    const line = `- ${TITLE} ${PAPER} [[arXiv](https://arxiv.org/abs/2401.00001v2)]`
    expect(read(line, 'NSDI 2024')).toMatchObject([{ venue: 'NSDI', year: 2024 }])
    expect(read(line)).toMatchObject([{ venue: 'arXiv' }])
  })
})

test.each(['ACM DL', 'IEEE Xplore', 'USENIX', 'OpenReview'])('a link named %s says nothing of the venue', (library) => {
  expect(read(`- ${TITLE} [[${library}](https://dl.acm.org/doi/10.1145/1.2)]`, 'ISCA 2024')).toMatchObject([
    { title: TITLE, venue: 'ISCA', year: 2024 },
  ])
})

test.each(['IEEE Trans. Comput.', 'Commun. ACM', 'Proc. VLDB Endow.'])(
  '%s and a year in brackets are a venue',
  (venue) => {
    expect(read(`- ${TITLE} (${venue} 1990) ${PAPER}`)).toMatchObject([{ title: TITLE, venue, year: 1990 }])
  },
)

test('a heading is a paper if people, venue and links are below it', () => {
  const heading = (title: string, people: string) =>
    `### ${title}\n${people}. POPL 2011. [PDF](https://dl.acm.org/doi/10.1145/${title.length}.2)\n\nIt is good.\n\n- really\n`
  expect(
    read(`${heading('Slow Disks of Old', 'Ann Roe')}\n${heading('Fast Disks of the New Age', 'Bo Doe, Cy Poe')}`),
  ).toMatchObject([
    { title: TITLE, authors: ['Ann Roe'], venue: 'POPL', year: 2011, links: [{ label: 'PDF' }] },
    { title: 'Fast Disks of the New Age', authors: ['Bo Doe', 'Cy Poe'], venue: 'POPL', year: 2011 },
  ])
})

test('the name of a system before a linked title is no person', () => {
  expect(read('- Mamba (2023): [Slow Disks of Old](https://arxiv.org/abs/2401.00001)')).toMatchObject([{ authors: [] }])
})

describe('a field', () => {
  test.each([
    [
      'the year of a venue, whatever the day of its preprint',
      `- **${TITLE}** \\\n  *Ann Roe, Bo Doe* \\\n  ICLR 2021. ${PAPER} \\\n  6 Oct 2020`,
      { authors: ['Ann Roe', 'Bo Doe'], venue: 'ICLR', year: 2021 },
    ],
    ['a label whose link is yet to come', `- ${TITLE} ${PAPER} \\[Code: TBD]`, {}],
    ['a venue in code before the title', `- \`CVPR 2024\` ${TITLE} ${PAPER}`, { venue: 'CVPR', year: 2024 }],
    [
      'a tag before the title',
      `- #important ${TITLE} ${PAPER}`,
      { highlights: [{ text: '#important', children: [] }] },
    ],
    [
      'a venue with its track in brackets',
      `- ${TITLE} (NSDI 2024, Operational Systems Track) ${PAPER}`,
      { venue: 'NSDI', year: 2024 },
    ],
    [
      'a venue in a badge without a target',
      `- [![Publish](https://img.shields.io/badge/Conference-ICLR'23-blue)]() [${TITLE}](https://arxiv.org/abs/2401.00001)`,
      { venue: 'ICLR', year: 2023 },
    ],
    [
      'a venue that nobody has listed, behind a bold title',
      `- **${TITLE}.** AI Open 2020. ${PAPER}`,
      { venue: 'AI Open', year: 2020 },
    ],
    [
      'families and a year before a linked title',
      `- Roe, Doe & Poe (2017). [${TITLE}](https://www.example.org/a). ITCS.`,
      { authors: ['Roe', 'Doe', 'Poe'], year: 2017 },
    ],
    [
      'a publisher, though a university has its name',
      `- **${TITLE}** | *Ann Roe, Bo Doe* | MIT Press 2000 | ${PAPER}`,
      { authors: ['Ann Roe', 'Bo Doe'], venue: 'MIT Press', year: 2000, affiliations: [] },
    ],
    [
      'a day and who presents it',
      `- 3/25 (Ann) ${TITLE}, OSDI 2007 ${PAPER}`,
      { venue: 'OSDI', year: 2007, highlights: [{ text: '3/25 (Ann)', children: [] }] },
    ],
    [
      'a label of the title itself',
      `- **Title**: ${TITLE}\n  - **Authors**: Ann Roe\n  - **Link**: https://arxiv.org/abs/2401.00001`,
      { authors: ['Ann Roe'] },
    ],
    [
      'families with a venue',
      `- [${TITLE}](https://arxiv.org/abs/2401.00001), Roe, Doe, and Poe, TOCS 1984`,
      { authors: ['Roe', 'Doe', 'Poe'], venue: 'TOCS', year: 1984 },
    ],
    [
      'families with a venue in brackets',
      `- [${TITLE}](https://arxiv.org/abs/2401.00001) (Roe, Doe, PODC 2007)`,
      { authors: ['Roe', 'Doe'], venue: 'PODC', year: 2007 },
    ],
    [
      'a person with an institution',
      `- ${TITLE} ${PAPER}\n  - Ann Roe (UC San Diego)`,
      { authors: ['Ann Roe'], affiliations: ['UC San Diego'] },
    ],
    [
      'people of whom one is bold, before a title in italics',
      `- **A. Roe**\\*, B. Doe\\*, and C. Poe. *${TITLE}.* arXiv:2401.00001, 2024. ${PAPER}`,
      { authors: ['A. Roe', 'B. Doe', 'C. Poe'], year: 2024 },
    ],
    [
      'one person in bold before a title in italics',
      `- **A. Roe**. *${TITLE}.* Biometrika 106(2), 2019. ${PAPER}`,
      { authors: ['A. Roe'], venue: 'Biometrika', year: 2019 },
    ],
    [
      'a day on which a task is due',
      `- [ ] [${TITLE}](https://arxiv.org/abs/2401.00001) — Roe et al. 📅 2024-03-20`,
      { authors: ['Roe'], year: null },
    ],
  ])('%s is no part of the title', (_, line, fields) => {
    expect(read(line)).toMatchObject([{ title: TITLE, ...fields }])
  })

  test('a title goes on after a quote at its beginning', () => {
    expect(read(`- "Is It Too Slow?" Testing Disks at Scale ${PAPER}`)).toMatchObject([
      { title: '"Is It Too Slow?" Testing Disks at Scale' },
    ])
    expect(read(`- "${TITLE}" Ann Roe, Bo Doe ${PAPER}`)).toMatchObject([
      { title: TITLE, authors: ['Ann Roe', 'Bo Doe'] },
    ])
  })

  test('a name of one word among papers is a paper, if its institutions are below', () => {
    const titles = read(
      '- Slow Disks of Old\n  - MIT\n- eDisk\n  - ETH Zürich\n- Fast Disks of New\n  - MIT & Apple',
      'HPCA 2025',
    )
    expect(titles.map(({ title }) => title)).toEqual(['Slow Disks of Old', 'eDisk', 'Fast Disks of New'])
  })
})

test('a link named by its venue keeps its address and says the venue, in a second column of a table', () => {
  const table = `Title | Paper | Code\n--- | --- | ---\n${TITLE} | [ICLR 2023](https://arxiv.org/abs/2401.00001) | [Github](https://github.com/a/b)\nFast Disks of New | [NeurIPS 2023](https://arxiv.org/abs/2401.00002) | \n`
  expect(read(table)).toMatchObject([
    { title: TITLE, venue: 'ICLR', year: 2023, arxiv: '2401.00001' },
    { title: 'Fast Disks of New', venue: 'NeurIPS', links: [{ url: 'https://arxiv.org/abs/2401.00002' }] },
  ])
})

test('a title that begins with a Japanese quote is read whole', () => {
  const title = '「もっともらしさ」を測る：対話システムの自動評価'
  expect(read(`- ${title} ${PAPER}`).map((entry) => entry.title)).toEqual([title])
})

test('a venue within a sentence stays there', () => {
  expect(
    parseMarkdown('# TODO\n\n- [x] Submit the camera-ready version to OSDI 2024\n- [ ] Buy milk\n').entries,
  ).toEqual([])
})

test.each(['slides of our last meeting:', 'skim', 'read', 'to read:', 'and', 'check out'])(
  '“%s” before an address is no title, and the line is told',
  (words) => {
    const { entries, notices } = parseMarkdown(
      `# A list\n\n- ${TITLE} ${PAPER}\n- ${words} https://arxiv.org/abs/2401.00002\n`,
    )
    expect(entries.map(({ title }) => title)).toEqual([TITLE])
    expect(notices).toMatchObject([
      { line: 4, message: `Not read as a paper: ${words} https://arxiv.org/abs/2401.00002` },
    ])
  },
)

describe('a day before a paper in a paragraph', () => {
  const day = (date: string, text: string) => `**${date}** ${text}\n\n`
  test('is no reason to lose the paper, however long it is', () => {
    const { entries } = parseMarkdown(
      `# Reading group\n\n${day('Monday, October 3, 2023:', '[Slow Disks of Old](https://arxiv.org/abs/2401.00001)')}${day('Mon 10 Oct 2023', 'all of us read [Fast Disks of New](https://arxiv.org/abs/2401.00002) and argue')}`,
    )
    expect(entries.map(({ title }) => title)).toEqual([TITLE, 'Fast Disks of New'])
  })

  test('an address beside it is told', () => {
    const { entries, notices } = parseMarkdown(
      `# Reading group\n\n- [Slow Disks of Old](https://arxiv.org/abs/2401.00001)\n\n${day('2023-10-31', 'skim https://arxiv.org/abs/2401.00003 and then all read [Fast Disks of New](https://arxiv.org/abs/2401.00002)')}`,
    )
    expect(entries.map(({ title }) => title)).toEqual([TITLE, 'Fast Disks of New'])
    expect(notices).toMatchObject([{ line: 5, message: 'Not read as a paper: https://arxiv.org/abs/2401.00003' }])
  })
})

test('code in a highlight keeps its marks, so that its signs are no emphasis', () => {
  const { entries } = parseMarkdown(`# A list\n\n- ${TITLE} ${PAPER}\n  - MIT\n  - Use \`a_b\` and \`c*d*e\` *now*.\n`)
  expect(entries[0]!.highlights).toEqual([{ text: 'Use `a_b` and `c*d*e` *now*.', children: [] }])
  expect(parseMarkdown(printMarkdown('A list', entries)).entries[0]!.highlights).toEqual(entries[0]!.highlights)
})

test.each([
  ['semicolons', '**Title**: Slow Disks: A Study; **Authors**: Ann Roe, Bo Doe; **Venue**: CCS 2016; **Link**: LINK'],
  [
    'a linked label',
    '**Title:** Slow Disks: A Study; **Authors:** Ann Roe, Bo Doe; **Venue:** CCS 2016; **Link:** [pdf](LINK)',
  ],
  ['full stops', 'Title: Slow Disks: A Study. Authors: Ann Roe and Bo Doe. Venue: CCS 2016. PDF: LINK'],
  ['bars', '**Paper**: [Slow Disks: A Study](LINK) | **Authors**: Ann Roe, Bo Doe | **Venue**: CCS 2016'],
])('fields on one line, with %s between them, are those of one paper', (_, line) => {
  const url = 'https://arxiv.org/abs/2401.00001'
  expect(parseMarkdown(`# To read\n\n- ${line.replace('LINK', url)}\n`).entries).toMatchObject([
    { title: 'Slow Disks: A Study', authors: ['Ann Roe', 'Bo Doe'], venue: 'CCS', year: 2016, links: [{ url }] },
  ])
})
