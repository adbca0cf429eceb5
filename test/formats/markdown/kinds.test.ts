import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const read = (lines: string) => parseMarkdown(`# A list\n\n## Papers\n\n${lines}\n`).entries
const titles = (lines: string) => read(lines).map(({ title }) => title)

const PAPER = '[[Paper](https://arxiv.org/abs/2401.00001)]'
const USENIX = 'https://www.usenix.org/system/files/atc22-roe.pdf'

describe('a title is read whole', () => {
  test.each([
    ['with a comma before capitalized words', 'Brisk: A Sturdy, Low Cost Engine'],
    ['with commas between capitalized words', 'Optical Flow, Depth Maps and Camera Paths'],
    ['with words of prose', 'All You Can Store: If You Click for More'],
    ['with two figures in a system’s name', 'DenseNet-50: A Look Back'],
    ['with a number behind a venue’s name', 'RAID 60: Disks for the Few'],
    ['that begins like a journal', 'Annals of Failed Disks'],
    ['that begins like proceedings of a series', 'Advances in Data Placement'],
    ['with empty brackets', 'Foo.bar(): Slow Things for All of Us'],
    ['of capitalized words like a name', 'Heuristic Disk Adaptation'],
  ])('%s', (_, title) => {
    expect(titles(`- ${title} ${PAPER}`)).toEqual([title])
  })

  test('also where the last word stands before a venue', () => {
    expect(read(`- [Slow Inference Serving ATC'22](${USENIX})`)).toMatchObject([
      { title: 'Slow Inference Serving', venue: 'ATC', year: 2022 },
    ])
  })

  test('also where the link has only its first words', () => {
    expect(read('- [Owl Net:](https://a.example.org/a.pdf) A Bird for Big Disks')).toMatchObject([
      { title: 'Owl Net: A Bird for Big Disks' },
    ])
    expect(read('- [Owl](https://arxiv.org/abs/2401.00001): High-speed Flight | UCB')).toMatchObject([
      { title: 'Owl: High-speed Flight', affiliations: ['UCB'] },
    ])
  })

  test('without the sentence about the paper that follows it', () => {
    const [entry] = read(
      '| Paper | Links |\n|--|--|\n| Very Slow Disks - this work spins them. | [Paper](https://arxiv.org/abs/2401.00001) |',
    )
    expect(entry).toMatchObject({ title: 'Very Slow Disks' })
  })
})

describe('a link after a title is a label, a date or a venue', () => {
  test.each([
    ['[[7 Nov 2019]](https://arxiv.org/abs/1911.00001)', { year: 2019 }],
    ['[[AAAI2020]](https://arxiv.org/abs/1911.00001)', { venue: 'AAAI', year: 2020 }],
    ['[[IEEE Access 2023]](https://ieeexplore.ieee.org/document/1)', { venue: 'IEEE Access', year: 2023 }],
    ['[link to paper](https://arxiv.org/abs/1911.00001)', { year: null }],
    ['[`[pdf]`](https://arxiv.org/pdf/1911.00001) [`[official code - c]`](https://a.example.org/c)', { year: null }],
  ])('%s', (links, facts) => {
    expect(read(`- Learning to spin slowly on disks ${links}`)).toMatchObject([
      { title: 'Learning to spin slowly on disks', ...facts },
    ])
  })
})

describe('what stands in brackets after a title', () => {
  test.each([
    ['(SIGCOMM 2017 Posters and Demos)', { venue: 'SIGCOMM', year: 2017 }],
    ['(NeurIPS 2023 D&B)', { venue: 'NeurIPS', year: 2023 }],
    ['(SC 2023 (SC-W))', { venue: 'SC', year: 2023 }],
    ['(@UC Berkeley etc)', { affiliations: ['UC Berkeley'] }],
    ['<ins>AI Open, 2023</ins>', { venue: 'AI Open', year: 2023 }],
  ])('%s is no part of it', (brackets, facts) => {
    expect(read(`- Odd: Things on Disks ${brackets} ${PAPER}`)).toMatchObject([
      { title: 'Odd: Things on Disks', ...facts },
    ])
  })
})

describe('a citation', () => {
  test.each([
    [
      'in the style of the MLA',
      '**[1]** Roe, Ann, Bo Doe, and Cy Poe. "**Some disks for work**." Nature 521 (2015): 436. [[pdf]](https://a.example.org/a.pdf)',
      { title: 'Some disks for work', authors: ['Ann Roe', 'Bo Doe', 'Cy Poe'], year: 2015 },
    ],
    [
      'in the style of the MLA with more people',
      'Foe, Chris, et al. "**Some disks for work**." (2015). [[pdf]](https://a.example.org/a.pdf)',
      { title: 'Some disks for work', authors: ['Chris Foe'], year: 2015 },
    ],
    [
      'in the style of the IEEE',
      '[1] C. Roe and Å. Doe, "Some disks for work," *J. Disks*, vol. 12, no. 3, pp. 100–112, 2023, doi: 10.1000/d.1.',
      { title: 'Some disks for work', authors: ['C. Roe', 'Å. Doe'], year: 2023, doi: '10.1000/d.1' },
    ],
    [
      'in the style of the ACM',
      'Ann Roe and Bo Doe. 2023. Some disks for work. *J. Disks* 12, 3 (July 2023), 100–112. https://doi.org/10.1000/d.1',
      { title: 'Some disks for work', authors: ['Ann Roe', 'Bo Doe'], year: 2023, doi: '10.1000/d.1' },
    ],
    [
      'with the short name of a system',
      '**LR**: "Local Disks for Image Work", ICCV, 2019 (*Google*). [[Paper](https://arxiv.org/abs/1904.00001)]',
      { title: 'Local Disks for Image Work', venue: 'ICCV', year: 2019, affiliations: ['Google'] },
    ],
    [
      'with a venue before the title',
      '2019-Arxiv - Learning from slow disks. [[Paper]](https://arxiv.org/abs/1901.00001)',
      { title: 'Learning from slow disks', venue: 'arXiv', year: 2019 },
    ],
    [
      'of an essay in Chinese',
      '[机器学习随笔集锦](https://zhuanlan.zhihu.com/p/1), by 张三',
      { title: '机器学习随笔集锦', authors: ['张三'] },
    ],
  ])('%s is read', (_, line, facts) => {
    expect(read(`- ${line}`)).toMatchObject([facts])
  })

  test('has people and venue in the line below', () => {
    const lines =
      '- Seeing through slow disks.\n  [[pdf]](https://arxiv.org/pdf/2005.00001)\n  - Ann Roe, Bo Doe. *ICML 2020*'
    expect(read(lines)).toMatchObject([
      { title: 'Seeing through slow disks', authors: ['Ann Roe', 'Bo Doe'], venue: 'ICML', year: 2020, highlights: [] },
    ])
  })
})

test('people and labelled links in the line below a title are read, and its year stays', () => {
  const lines =
    '5. **Making Slow Disks Better.** ACL 2021.\n\n   *Ann Roe, Bo Doe.* [[pdf](https://arxiv.org/abs/2012.00001)], [[project](https://a.example.org/c)], 2020.12'
  expect(read(lines)).toMatchObject([
    {
      title: 'Making Slow Disks Better',
      authors: ['Ann Roe', 'Bo Doe'],
      venue: 'ACL',
      year: 2021,
      links: [{ label: 'pdf' }, { label: 'project' }],
      highlights: [],
    },
  ])
})

test('people and a venue below a title without links are no papers', () => {
  const lines =
    '- Some Frame for the Far Edge.\n    - Roe, Y., Doe, Z., & Poe, R.\n    - In 2019 IEEE 39th International Conference on Disks (ICDCS) (pp. 14-16). IEEE. (2019, July).'
  expect(read(lines)).toMatchObject([
    { title: 'Some Frame for the Far Edge', authors: ['Y. Roe', 'Z. Doe', 'R. Poe'], topics: [] },
  ])
})

test('a line below that repeats the title as a link gives the link', () => {
  const lines =
    '- code [Whole Disks on Machines](https://github.com/a/b)\n\n  paper [Whole Disks on Machines](https://arxiv.org/abs/2401.00001)'
  expect(read(lines)).toMatchObject([
    { title: 'Whole Disks on Machines', links: [{ label: 'Code' }, { label: 'paper' }], highlights: [] },
  ])
})

test('an award in bold after a title, and a pointer to another section, are no part of it', () => {
  const heading =
    '#### Gamma3: Accurate Disks 🎤 **ORAL**\n\n- **Link:** https://a.example.org/x\n- **Authors:** Ann Roe, Bo Doe'
  expect(read(heading)).toMatchObject([{ title: 'Gamma3: Accurate Disks', awards: ['ORAL'] }])
  expect(titles("- [EuroSys'23] SiloX: A Co-design of Disks [also in [2.1](#21-disks)]")).toEqual([
    'SiloX: A Co-design of Disks',
  ])
})

test('titles without links are papers where all lines around a paper read like titles', () => {
  const lines = [
    `- Splat: Efficient Making of Disks ${PAPER}`,
    '- Mecla: A Frugal Maker of Disks',
    '- Tenner: Making Disks Spin Faster',
  ]
  expect(titles(lines.join('\n'))).toHaveLength(3)
})

test('institutions with signs and small letters in their names stay whole', () => {
  const lines = ['Universitat Pompeu i Fabra & Madrid Tech Center', 'AT&T Labs & MIT', 'iFLYTEK']
  const list = lines.map(
    (line, i) => `- A Paper about Slow Disks of Kind ${i} ${PAPER.replace('00001', `0000${i}`)}\n  - ${line}`,
  )
  expect(read(list.join('\n')).map(({ affiliations }) => affiliations)).toEqual([
    ['Universitat Pompeu i Fabra', 'Madrid Tech Center'],
    ['AT&T Labs', 'MIT'],
    ['iFLYTEK'],
  ])
})

test('a table of short names is read where each is one link to a paper', () => {
  const rows = '| done | year | nickname |\n|--|--|--|\n| ✅ | 2012 | [AxNet](https://arxiv.org/abs/1409.00001) |'
  expect(titles(rows)).toEqual(['AxNet'])
})

test('a column that says what was read gives the status', () => {
  const rows = '| Title | Venue | Read? |\n|:--|:-:|:-:|\n| Some disks | SOSP | ✅ |\n| Other disks | NSDI | ❌ |'
  expect(read(rows).map(({ mark }) => mark?.status)).toEqual(['read', 'unread'])
})

test('a heading with people and links below it is a paper, as on home pages', () => {
  const page =
    '### Slow disks at work (SOSP, 2023)\n_Ann Roe, Bo Doe_\n\nWe spin.\n\n[PDF](https://a.example.org/a.pdf)'
  expect(read(page)).toMatchObject([
    { title: 'Slow disks at work', authors: ['Ann Roe', 'Bo Doe'], venue: 'SOSP', year: 2023 },
  ])
})

test('a sentence about the papers below it, and a summary that repeats the heading, are no topics', () => {
  const lines = `### Disks\n\n<details>\n<summary>disks</summary>\n\n- Both of these papers are fine:\n  - A Paper about Slow Disks ${PAPER}\n\n</details>`
  expect(read(lines)).toMatchObject([{ topics: [['Disks']] }])
})

describe('a paper where others expect none', () => {
  test('below a day alone', () => {
    const [entry] = read(
      '- **[2026.05.27]**\n  - Paper: [Periodic Disks for Endless Use](https://arxiv.org/abs/2605.00001)',
    )
    expect(entry).toMatchObject({ title: 'Periodic Disks for Endless Use', topics: [['2026.05.27']] })
  })

  test('below another, with its people and year', () => {
    const lines =
      '1. **A Model of Disks for Banks. [Roe (1970)](https://a.example.org/a.pdf).**\n   * Locks in a Shared Disk. [Doe et al (1975)](https://a.example.org/b.pdf).'
    expect(titles(lines)).toEqual(['A Model of Disks for Banks', 'Locks in a Shared Disk'])
  })

  test('without links, and the line below it says where it appeared', () => {
    const lines = `- Some Disks for the Far Edge.\n  - Roe, Y., & Doe, R.\n  - In 2019 IEEE 39th International Conference on Disks (ICDCS) (pp. 14-16).\n- Other Disks for the Edge. ${PAPER}`
    expect(read(lines)[0]).toMatchObject({ title: 'Some Disks for the Far Edge', venue: 'ICDCS', year: 2019 })
  })

  test('with a title of two words above lines that name its people', () => {
    expect(titles('### Random Disks\n\n- **Authors:** Ann Roe\n- **Year:** 2001')).toEqual(['Random Disks'])
  })
})

test.each(['##Methods', '#2 Methods', '## Methods'])('“%s” is a heading', (heading) => {
  const [entry] = parseMarkdown(`# A list\n\n# 1 Start\n\n${heading}\n\n- Odd Disks ${PAPER}\n`).entries
  expect(entry!.topics.flat().at(-1)).toMatch(/Methods$/)
})

test.each([
  ['`Rust 2001` [Slow Disks of Old](https://arxiv.org/abs/2401.00001)', 'Rust', 2001],
  ['[Rust News 2001] [Slow Disks of Old](https://arxiv.org/abs/2401.00001)', 'Rust News', 2001],
  ["[Slow Disks of Old](https://arxiv.org/abs/2401.00001) (Rust '01)", 'Rust', 2001],
  ['[Slow Disks of Old](https://arxiv.org/abs/2401.00001), Rust News 2001', 'Rust News', 2001],
])('a name with a year beside a title is a venue, known or not: %s', (line, venue, year) => {
  expect(read(`- ${line}`)).toMatchObject([{ title: 'Slow Disks of Old', venue, year }])
})

test('a topic named like a venue is no venue', () => {
  expect(read(`### Fast\n\n- Slow Disks of Old ${PAPER}`)[0]!.venue).toBe('')
})

test.each([
  '《磁盘综述》 张三、李四丰，磁盘学报，2020',
  '[磁盘综述](https://a.example.cn/a.pdf)，张三、李四丰，磁盘学报 2020',
])('people and journal behind a Chinese title: %s', (line) => {
  expect(read(`- ${line}`)).toMatchObject([
    { title: '磁盘综述', authors: ['张三', '李四丰'], venue: '磁盘学报', year: 2020 },
  ])
})

test.each([
  ['Slow Disks of Old, Jane Doe', ['Jane Doe']],
  ['Slow Disks of Old, Bo Wang', ['Bo Wang']],
  ['Slow Disks of Old, Jane Doe and Bo Roe', ['Jane Doe', 'Bo Roe']],
  ['Slow Disks of Old by Jane Doe', ['Jane Doe']],
  ['Slow Disks of Old (Roe & Kim)', ['Roe', 'Kim']],
])('a frequent name behind a title is that of its author: %s', (line, authors) => {
  expect(read(`- ${line}\n- Random Disks at Work ${PAPER}`)[0]).toMatchObject({ title: 'Slow Disks of Old', authors })
})

test.each([
  'Better Disks, Expectation Maximization',
  'Slow Disks by Monitoring Execution States',
  'Disks of Old, Monte Carlo',
  'Disks // Tapes // Cards: A Comparison',
  '#1 in Rust, #2 in Dust',
  'Slow Disks of Old (Retrieve & Rerank)',
  'Slow Disks of Old, George Roe University',
])('other words behind a title are no people: %s', (title) => {
  expect(read(`- ${title} ${PAPER}`)).toMatchObject([{ title, authors: [] }])
})

test.each(['*Roe, Doe, Poe*\nThey spin. [arXiv](https://arxiv.org/abs/2401.00001)', 'Ann Roe, Bo Doe\n\nThey spin.'])(
  'a heading with a venue and people below it is a title: %s',
  (below) => {
    expect(read(`### Slow Disks of Old (ICLR'23)\n\n${below}`)).toMatchObject([
      { title: 'Slow Disks of Old', venue: 'ICLR', year: 2023 },
    ])
  },
)

test.each([
  [
    '张三丰，李四光：面向异构磁盘的方法，CCF 大数据 2023',
    { authors: ['张三丰', '李四光'], venue: 'CCF 大数据', year: 2023 },
  ],
  ['面向异构磁盘的方法（中国科学：信息科学，2023）', { venue: '中国科学：信息科学', year: 2023 }],
  ['面向异构磁盘的方法（计算机学报，2023年）', { venue: '计算机学报', year: 2023 }],
  ['面向异构磁盘的方法 —— 字节跳动', { affiliations: ['字节跳动'] }],
  ['面向异构磁盘的方法（清华 & 华为）', { affiliations: ['清华', '华为'] }],
])('what is beside a Chinese title is no part of it: %s', (line, facts) => {
  expect(read(`- ${line}\n- 磁盘综述：原理与实践 ${PAPER}`)[0]).toMatchObject({ title: '面向异构磁盘的方法', ...facts })
})

test('a sentence about a company is no institution', () => {
  expect(read(`- Slow Disks of Old ${PAPER} 阿里巴巴提出的磁盘模型`)[0]).toMatchObject({ affiliations: [] })
})

test.each(['maybe', 'optional', 'must read!', '选读', 'Position', 'Vision Paper'])(
  'the word “%s” in brackets behind a title is a highlight',
  (word) => {
    expect(read(`- Slow Disks of Old (${word}) ${PAPER}`)).toMatchObject([
      { title: 'Slow Disks of Old', highlights: [{ text: word }] },
    ])
  },
)

test.each(['What If the Disk Spins? (Again)', 'Disks (Optional): A Study'])(
  'other words in brackets stay: %s',
  (title) => {
    expect(titles(`- ${title} ${PAPER}`)).toEqual([title])
  },
)

test.each([
  ['Roe et al.', ['Roe']],
  ['Roe & Doe', ['Roe', 'Doe']],
])('a link in brackets names people and venue: %s', (people, authors) => {
  expect(read(`- Slow Disks of Old ([${people}, NeurIPS 2019](https://arxiv.org/abs/2401.00001))`)).toMatchObject([
    { title: 'Slow Disks of Old', authors, venue: 'NeurIPS', year: 2019 },
  ])
})

test.each([
  ['Slow Disks of Old - Roe Labs', ['Roe Labs']],
  ['Slow Disks of Old — Sakana AI', ['Sakana AI']],
  ['Slow Disks of Old — Physical Intelligence, UC Berkeley', ['Physical Intelligence', 'UC Berkeley']],
])('an institution behind a dash is no part of the title: %s', (line, affiliations) => {
  expect(read(`- ${line}`)).toMatchObject([{ title: 'Slow Disks of Old', authors: [], affiliations }])
})

describe('a name that nobody knows, behind a dash', () => {
  const line = '- Slow Disks of Old — Rustco'

  test('is an institution, where other lines of the list have one there', () => {
    const [entry] = read(`${line}\n- Random Disks at Work — MIT\n- Spinning Disks at Home — Google`)
    expect(entry).toMatchObject({ title: 'Slow Disks of Old', affiliations: ['Rustco'] })
  })

  test('else belongs to the title', () => {
    const [entry] = read(`${line}\n- Random Disks at Work — MIT\n- Spinning Disks at Home`)
    expect(entry).toMatchObject({ title: 'Slow Disks of Old — Rustco', affiliations: [] })
  })
})

test.each([
  ['with numbers', 'A1. ', 'A2. '],
  ['without numbers', '', ''],
])('each line of a paragraph is a paper, if it has people, venue and year: %s', (_, first, second) => {
  const lines = `${first}Slow Disks. Ann Roe. CACM, August 1984.  \n${second}Random Old Disks. Bo Doe and Cy Poe. CCS 2005.`
  expect(titles(lines.replace('Slow Disks.', 'Slow Disks of Old.'))).toEqual(['Slow Disks of Old', 'Random Old Disks'])
})

test('a paper whose people are on a line of their own is one paper', () => {
  expect(titles('**Slow Disks of Old**  \nAnn Roe and Bo Doe. CCS 2005.  \nA note on it.')).toEqual([
    'Slow Disks of Old',
  ])
})

test('a heading with a citation and a labelled link below it is a topic', () => {
  expect(
    read(
      '### 综述与中文论文\n\n- 张三, 李四丰, 等. 磁盘综述[J]. 磁盘学报, 2018, 41(7): 1-9.\n- 知乎：[磁盘系列](https://zhuanlan.zhihu.com/p/1)',
    ),
  ).toMatchObject([{ title: '磁盘综述', topics: [['综述与中文论文']] }])
})

test.each(['。Google，WWW 2021。', '（Google，WWW 2021）', '。Google；WWW 2021'])(
  'Chinese signs end a title and its facts without blanks: %s',
  (facts) => {
    expect(read(`- Slow Disks of Old${facts}[PDF](https://arxiv.org/abs/2401.00001)`)).toMatchObject([
      { title: 'Slow Disks of Old', affiliations: ['Google'], venue: 'WWW', year: 2021 },
    ])
  },
)

test.each(['Roe, Doe, van Poe', 'Roe, Doe'])('family names between bars or semicolons are people: %s', (people) => {
  for (const sign of [' | ', '; '])
    expect(read(`- ${['Slow Disks of Old', people, 'ICLR 2024'].join(sign)}`)).toMatchObject([
      { title: 'Slow Disks of Old', authors: people.split(', '), venue: 'ICLR', year: 2024 },
    ])
})

test('family names behind a comma are people, if one of them is frequent and the venue is known', () => {
  expect(read('- Slow Disks of Old, Roe, Doe, Chen (ICML 2023)')).toMatchObject([
    { title: 'Slow Disks of Old', authors: ['Roe', 'Doe', 'Chen'], venue: 'ICML' },
  ])
  expect(titles('- Slow Disks of Old, Platters, Arms, Heads (ICML 2023)')).toEqual([
    'Slow Disks of Old, Platters, Arms, Heads',
  ])
})

test('an award in bold before a title is no part of it', () => {
  expect(read(`- **Best paper** Slow Disks of Old ${PAPER}`)).toMatchObject([
    { title: 'Slow Disks of Old', awards: ['Best paper'] },
  ])
})

test('a heading that is a page of Obsidian is a topic without its brackets', () => {
  expect(read(`### [[Old Disks]]\n\n- Slow Disks of Old ${PAPER}`)[0]!.topics).toEqual([['Old Disks']])
})

test('a title that reads like two names is no field, if only an award is left of its line', () => {
  expect(read(`- Zoned Namespaces, Seven Years Later ${PAPER} 🏅Best Student Paper`)).toMatchObject([
    { title: 'Zoned Namespaces, Seven Years Later', authors: [], awards: ['Best Student Paper'] },
  ])
})

test('a name in bold in brackets behind a title is not the title', () => {
  expect(titles(`- Disks Fit All: A Pretrained Store (**Disk4All**), *NeurIPS* 2023. ${PAPER}`)).toEqual([
    'Disks Fit All: A Pretrained Store (Disk4All)',
  ])
})

test('a first author with a plus and two figures are no part of a title', () => {
  expect(read('- 12/02 "Slow Disks of Old" (Roe+ 21)')).toMatchObject([
    { title: 'Slow Disks of Old', authors: ['Roe'], year: 2021 },
  ])
})

test('two slashes part a title from its facts', () => {
  expect(read('- Slow Disks: The Old // Anthropic // 2022 // 🧠')).toMatchObject([
    { title: 'Slow Disks: The Old', affiliations: ['Anthropic'], year: 2022 },
  ])
})

test('badges alone are no paper', () => {
  const badges =
    '[![Paper](https://img.shields.io/badge/Paper-arXiv-red)](https://arxiv.org/abs/2405.00000) [![License: MIT](https://img.shields.io/badge/License-MIT-green.svg)](LICENSE)'
  expect(parseMarkdown(`# A list\n\n${badges}\n\n## Papers\n\n- Slow Disks of Old ${PAPER}\n`).entries).toMatchObject([
    { title: 'Slow Disks of Old' },
  ])
})

describe('a bold person among the people of a paper is not its title', () => {
  test.each([
    ['before a bold title', '[J2] Bo Roe, **Ann Doe**. **Slow Disks of Old**. *VLDB Journal* 32, 2023.'],
    ['behind a title', '[J2] Slow Disks of Old. **Ann Doe**, Bo Roe. SOSP 2023 poster session.'],
    ['and behind it an award', "[J2] Slow Disks of Old. Bo Roe, **Ann Doe**. HotCarbon '23. **Best presentation**"],
  ])('%s', (_, line) => {
    expect(read(line)).toMatchObject([{ title: 'Slow Disks of Old', year: 2023 }])
  })
})

test('both columns of readings have papers', () => {
  const link = (title: string, at: number) => `[${title}](https://arxiv.org/abs/2401.0000${at})`
  const row = `| 1 | Disks | ${link('Slow Disks of Old', 1)} | ${link('Random Disks at Work', 2)} |`
  expect(
    titles(`| Week | Topic | Required reading | Optional reading |\n|--|--|--|--|\n${row}\n| 2 | Rust | – | – |`),
  ).toEqual(['Slow Disks of Old', 'Random Disks at Work'])
})

test('a heading with its people quoted below it is a title', () => {
  const below = '> Roe & Doe. OSDI 2018. [arXiv](https://arxiv.org/abs/2401.00001)\n\n- They spin.'
  expect(titles(`### 2025/3/10 Slow Disks of Old\n\n${below}`)).toEqual(['Slow Disks of Old'])
})

test('a line of people below a title is no title', () => {
  const people = ['Ann Lin', 'Wei-Ming Chen', 'Bo Lin', 'John Doe', 'Cy Gan', 'Song Han']
  expect(read(`- **Tiny Disks: Rust on Small Machines**\n  - *${people.join(', ')}*\n  - NeurIPS 2020`)).toMatchObject([
    { title: 'Tiny Disks: Rust on Small Machines', authors: people },
  ])
})

test('a title like a name has its author behind it', () => {
  expect(read(`- Implicit Disk Cloning, Jane Doe\n- Random Disks at Work ${PAPER}`)[0]).toMatchObject({
    title: 'Implicit Disk Cloning',
    authors: ['Jane Doe'],
  })
})

test('a sentence behind people and venue is no part of a title', () => {
  expect(read('- Slow Disks of Old, Roe et al., SIGMOD 2012. They hardly spin.')).toMatchObject([
    { title: 'Slow Disks of Old', authors: ['Roe'], venue: 'SIGMOD', highlights: [{ text: 'They hardly spin.' }] },
  ])
})

test('family names before a title in quotes are no part of it', () => {
  expect(titles('- Roe & Doe, "Slow Disks of Old", ICDT 1995')).toEqual(['Slow Disks of Old'])
})

test('the name of a sign at the end of a linked title opens no subtitle', () => {
  expect(titles('- [Slow Disks of Old :scroll:](https://arxiv.org/abs/2401.00001), Ann Roe, Bo Doe')).toEqual([
    'Slow Disks of Old',
  ])
})

test('a paragraph with a number is a paper, or is told', () => {
  const { entries, notices } = parseMarkdown(
    '# A list\n\n(1) Slow Disks of Old, Roe et al., SIGMOD 2012. They spin.\n\n(2) Random disks, Roe & Doe, 1995. Old.\n',
  )
  expect(entries).toMatchObject([{ title: 'Slow Disks of Old', highlights: [{ text: 'They spin.' }] }])
  expect(notices).toMatchObject([{ line: 5 }])
})

test('a heading with people and venue below it is a title, without any link', () => {
  const below = 'Ann Roe, Bo Doe, Cy Poe — ICSE 2018\n\nThey hardly spin.'
  expect(read(`### Slow Disks of Old\n\n${below}`)).toMatchObject([{ title: 'Slow Disks of Old' }])
  expect(titles(`### Slow Disks of Old\n\nThey hardly spin.\n\n- Random Disks ${PAPER}`)).toEqual(['Random Disks'])
})
