import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const TITLE = 'Quill: Fast Recovery of Slow Disks'
const PAPER = '[[Paper](https://www.usenix.org/conference/nsdi24/presentation/doe)]'
const read = (lines: string, title = 'NSDI 2024') => parseMarkdown(`# ${title}\n\n## Disks\n\n${lines}\n`).entries

describe('institutions', () => {
  test.each([
    ['MIT & SJTU, IPADS & Huawei', ['MIT', 'SJTU, IPADS', 'Huawei']],
    ['SJTU, IPADS', ['SJTU, IPADS']],
    ['UC Berkeley, Stanford, UCSD', ['UC Berkeley', 'Stanford', 'UCSD']],
    ['ETH · Together AI · Some Startup', ['ETH', 'Together AI', 'Some Startup']],
    ['MIT; Google', ['MIT', 'Google']],
    ['UCLA, ICT, CAS', ['UCLA', 'ICT, CAS']],
    ['University of California, Berkeley, Google', ['University of California, Berkeley', 'Google']],
    ['Department of Physics, MIT, Google', ['Department of Physics, MIT', 'Google']],
    ['MIT and NVIDIA and Tiny Startup', ['MIT', 'NVIDIA', 'Tiny Startup']],
    [
      'Hong Kong University of Science and Technology and Google',
      ['Hong Kong University of Science and Technology', 'Google'],
    ],
  ])('are parted in “%s”', (line, affiliations) => {
    const entries = read(`- ${TITLE} ${PAPER}\n  - ${line}`)
    expect(entries).toMatchObject([{ title: TITLE, affiliations, authors: [] }])
  })

  test.each([
    `- ${TITLE} ${PAPER}\n  *ETH · Contextual AI*`,
    `1. **${TITLE}**\n   ${PAPER}\n   ETH & Contextual AI\n   - Two disks.`,
    `- [${TITLE}](https://www.usenix.org/conference/nsdi24/presentation/doe) — ETH, Contextual AI`,
  ])('beside a title are no people: %s', (lines) => {
    expect(read(lines)).toMatchObject([{ title: TITLE, authors: [], affiliations: ['ETH', 'Contextual AI'] }])
  })

  test('stand behind a dash of a title without a link', () => {
    expect(read(`- ${TITLE} — MIT, Google\n- Other Disks — A Study at Google ${PAPER}`)).toMatchObject([
      { title: TITLE, affiliations: ['MIT', 'Google'] },
      { title: 'Other Disks — A Study at Google', affiliations: [] },
    ])
  })

  test.each([
    ['[Stanford, Google] ', ['Stanford', 'Google']],
    ['[Boston University] ', ['Boston University']],
    ['[Meta] ', []],
    ['[Research Track] ', []],
  ])('stand in brackets before a title: %s', (before, affiliations) => {
    expect(read(`- ${before}${TITLE} ${PAPER}`)).toMatchObject([{ title: TITLE, affiliations }])
  })

  test('stand in brackets, however many', () => {
    const many = 'Tsinghua, Nowhere Laboratory, University of Science and Technology Beijing, Harvard'
    expect(read(`1. ${TITLE} (${many}) ${PAPER}`)).toMatchObject([{ title: TITLE, affiliations: many.split(', ') }])
  })
})

test('people whose family names are those of institutions remain people', () => {
  expect(read(`1. **${TITLE}**\n   ${PAPER}\n   Ann Brown & Bo Rice`)).toMatchObject([
    { authors: ['Ann Brown', 'Bo Rice'] },
  ])
})

test.each([
  'Best Paper Award (industry)',
  'Best Experiment, Analysis & Benchmark Paper',
  'Outstanding Main Track Paper',
  'Outstanding Main Track Runner-Up',
])('“%s” is an award', (award) => {
  expect(read(`- ${TITLE} ${PAPER}\n  - ${award}`)).toMatchObject([{ awards: [award], highlights: [] }])
})

test.each([
  'NSDI 2024 阅读清单',
  'NSDI 2024 学习心得',
  'Notes: NSDI 2024 @ Santa Clara',
  'NSDI 2024 (Santa Clara, CA, USA)',
  'NSDI 2024, Santa Clara, California: my notes',
  "NSDI'24 — Santa Clara",
])('the venue and year are in the title “%s”', (title) => {
  expect(read(`- ${TITLE} ${PAPER}`, title)).toMatchObject([{ venue: 'NSDI', year: 2024 }])
})

test.each(['Machine Learning', 'Neural networks', 'Cloud'])('the topic “%s” is no venue', (topic) => {
  expect(parseMarkdown(`# NSDI 2024\n\n## ${topic}\n\n- ${TITLE} ${PAPER}\n`).entries).toMatchObject([
    { venue: 'NSDI', topics: [[topic]] },
  ])
})

test.each([
  '- Acceptance rate: 62/366 (16.9%)',
  '*Vienna, July 21–27 · 2,610 accepted of 9,473 (27.5%) · [openreview](https://openreview.net/group?id=X)*',
  '- 论文列表: <https://openaccess.thecvf.com/CVPR2024?day=all>',
  '- Co-located with ATC 2024',
  '- Keynote: Ann Roe on Accelerators of the Future (Recorded)',
  '- 📄 [Accepted papers](https://mlsys.org/virtual/2025/papers.html)',
])('what is said of a conference is no paper: %s', (line) => {
  const { entries } = parseMarkdown(`# NSDI 2024\n\n${line}\n\n## Disks\n\n- ${TITLE} ${PAPER}\n`)
  expect(entries.map(({ title }) => title)).toEqual([TITLE])
})

test('labels that say nothing are no highlights', () => {
  const lines = `- **${TITLE}**\n  - Links: N/A\n  - Institutions: MIT, Google\n  - Summary:\n    - Two disks.`
  expect(read(lines)).toMatchObject([
    { title: TITLE, affiliations: ['MIT', 'Google'], highlights: [{ text: 'Two disks.', children: [] }] },
  ])
})

test('headings with a line of links below are papers, and those with papers below are topics', () => {
  const one = `### ${TITLE}\n\n[Paper](https://arxiv.org/abs/2401.00001) / [Code](https://github.com/a/b)\n\n*MIT & Meta*\n\n- Two disks.`
  const topic = `### Disks of Many Kinds\n\n[Paper](https://arxiv.org/abs/2401.00003)\n\n- Other Disks of Old ${PAPER}`
  expect(read(`${one}\n\n${topic}`)).toMatchObject([
    { title: TITLE, topics: [['Disks']], affiliations: ['MIT', 'Meta'], highlights: [{ text: 'Two disks.' }] },
    { title: 'Other Disks of Old', topics: [['Disks', 'Disks of Many Kinds']] },
  ])
})

test('a line behind labelled institutions is a highlight', () => {
  const lines = [1, 2].map(
    (i) => `1. ${TITLE} ${i} ${PAPER.replace('doe', `doe${i}`)}\n   - 机构：MIT、清华\n   - 检索头保留全部`,
  )
  const paper = { affiliations: ['MIT', '清华'], highlights: [{ text: '检索头保留全部' }] }
  expect(read(lines.join('\n'))).toMatchObject([paper, paper])
})

test('where a list says where all papers of the conference are, nothing is reported', () => {
  const { entries, notices } = parseMarkdown(
    '# ATC 2024\n\n## Meta Info\n\nPaper list: <https://www.usenix.org/conference/atc24/technical-sessions>\n\n## Papers\n\n* A Paper of Five Words [[Paper](https://www.usenix.org/conference/atc24/presentation/x)]\n',
  )
  expect(entries.map(({ title }) => title)).toEqual(['A Paper of Five Words'])
  expect(notices).toEqual([])
})
