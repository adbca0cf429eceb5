import { describe, expect, test } from 'vitest'
import { printBibtex } from '../../../src/formats/bibtex/print.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'
import { printMarkdown } from '../../../src/formats/markdown/print.ts'

const PEOPLE = ['Åsa Marie Doe', 'Bo Roe']
const PAPER = { title: 'Who spins the disks? A study of rust', year: 2019, venue: 'Journal of Disks' }

/** One paper in the styles of reference managers, as people copy them. */
const STYLES = [
  [
    'the APA',
    'Doe, Å. M., & Roe, B. (2019). Who spins the disks? A study of rust. *Journal of Disks*, *12*(3), 45–67. https://doi.org/10.1000/d.1',
    { authors: ['Å. M. Doe', 'B. Roe'], doi: '10.1000/d.1' },
  ],
  [
    'the ACM',
    'Åsa Marie Doe and Bo Roe. 2019. Who spins the disks? A study of rust. *Journal of Disks* 12, 3 (July 2019), 45–67.',
    { authors: PEOPLE },
  ],
  [
    'the MLA',
    'Doe, Åsa Marie, and Bo Roe. “Who spins the disks? A study of rust.” *Journal of Disks*, vol. 12, no. 3, 2019, pp. 45-67.',
    { authors: PEOPLE },
  ],
  [
    'the IEEE',
    '[7] Å. M. Doe and B. Roe, “Who spins the disks? A study of rust,” *Journal of Disks*, vol. 12, no. 3, pp. 45–67, 2019.',
    { authors: ['Å. M. Doe', 'B. Roe'] },
  ],
  [
    'Chicago',
    'Doe, Åsa Marie, and Bo Roe. 2019. “Who spins the disks? A study of rust.” *Journal of Disks* 12 (3): 45–67.',
    { authors: PEOPLE },
  ],
  [
    'Google Scholar',
    'Doe, Åsa Marie, and Bo Roe. "Who spins the disks? A study of rust." Journal of Disks 12.3 (2019): 45-67.',
    { authors: PEOPLE },
  ],
  [
    'Vancouver',
    'Doe ÅM, Roe B. Who spins the disks? A study of rust. Journal of Disks. 2019;12(3):45-67.',
    { authors: ['Å. M. Doe', 'B. Roe'] },
  ],
  [
    'Nature',
    'Doe, Å. M. & Roe, B. Who spins the disks? A study of rust. *Journal of Disks* **12**, 45–67 (2019).',
    { authors: ['Å. M. Doe', 'B. Roe'] },
  ],
  [
    'Springer',
    'Doe, Å.M., Roe, B.: Who spins the disks? A study of rust. Journal of Disks 12, 45–67 (2019)',
    { authors: ['Å.M. Doe', 'B. Roe'] },
  ],
  [
    'GB/T 7714',
    '[1] Doe Å M, Roe B. Who spins the disks? A study of rust[J]. Journal of Disks, 2019, 12(3): 45-67.',
    { authors: ['Å. M. Doe', 'B. Roe'] },
  ],
] as const

describe.each(STYLES)('a citation in the style of %s', (_, citation, more) => {
  test('is a paper with its title, people, venue and year, as an item of a list', () => {
    expect(parseMarkdown(`# To read\n\n- ${citation}\n`).entries).toMatchObject([{ ...PAPER, ...more }])
  })

  test('is a paper in a paragraph of its own, and the next one is another', () => {
    const { entries } = parseMarkdown(`# To read\n\n${citation}\n\n${citation.replaceAll('rust', 'dust')}\n`)
    expect(entries.map(({ title }) => title)).toEqual([PAPER.title, PAPER.title.replace('rust', 'dust')])
    expect(entries[0]).toMatchObject(more)
  })
})

test('a citation of one person whose title is two words is read', () => {
  expect(
    parseMarkdown('# To read\n\n- Ann Roe. 2001. Random Disks. *Machine Rust* 45, 1 (2001), 5-32.\n').entries,
  ).toMatchObject([{ title: 'Random Disks', authors: ['Ann Roe'], venue: 'Machine Rust', year: 2001 }])
})

test('a citation in Chinese keeps people, title and journal apart', () => {
  const { entries } = parseMarkdown(
    '# 参考文献\n\n[1] 张三, 李四丰. 磁盘综述：原理与实践[J]. 磁盘学报, 2020, 43(1): 1-20.\n',
  )
  expect(entries).toMatchObject([
    { title: '磁盘综述：原理与实践', authors: ['张三', '李四丰'], venue: '磁盘学报', year: 2020 },
  ])
})

test('a title that begins with a quote is read whole', () => {
  const [entry] = parseMarkdown(
    '# To read\n\n- "Who Are You?": Asking Disks for Names [[Paper](https://arxiv.org/abs/2401.00001)]\n',
  ).entries
  expect(entry!.title).toBe('"Who Are You?": Asking Disks for Names')
})

test('people whose names have two words each are not turned round', () => {
  const [entry] = parseMarkdown(
    '# To read\n\n## [A Study of Slow Disks](https://arxiv.org/abs/2401.00001)\n\n*Ann Roe, Bo Doe and Cy Poe*, ICML 2021\n',
  ).entries
  expect(entry).toMatchObject({ authors: ['Ann Roe', 'Bo Doe', 'Cy Poe'], venue: 'ICML', year: 2021 })
})

test.each([
  ['Doe, A., Roe, B.: Slow disks of old. Commun. ACM 51(1), 107–113 (2008)', 'Commun. ACM', 2008],
  [
    'A. Doe and B. Roe, "Slow disks of old," in Proc. Conf. Comput. Disks, Jun. 2016, pp. 7–8.',
    'Proc. Conf. Comput. Disks',
    2016,
  ],
  ['Doe, A., & Roe, B. (1999, February). Slow disks of old. In OSDI (Vol. 99, No. 1999, pp. 173-186).', 'OSDI', 1999],
  ['Doe A, Roe B, 等. Slow disks of old[EB/OL]. (2020-01-23)[2024-01-01]. https://a.example.org/a.', '', 2020],
])('the venue of a citation is whole: %s', (citation, venue, year) => {
  expect(parseMarkdown(`# To read\n\n- ${citation}\n`).entries).toMatchObject([
    { title: 'Slow disks of old', authors: ['A. Doe', 'B. Roe'], venue, year },
  ])
})

const IMPRINT = { volume: '12', issue: '3', page: '45-67' }
/** What the citations of some styles do not say. */
const LACKING: Readonly<Record<string, readonly string[]>> = { Nature: ['issue'], Springer: ['issue'] }

describe.each(STYLES)('volume, issue and pages in the style of %s', (style, citation) => {
  test('are kept with the paper, and come out in BibTeX and Markdown', () => {
    const { entries } = parseMarkdown(`# To read\n\n- ${citation}\n`)
    const fields = Object.fromEntries(Object.entries(IMPRINT).filter(([name]) => !LACKING[style]?.includes(name)))
    expect(entries[0]!.bibliography).toMatchObject({ format: 'csl', fields })
    expect(printBibtex('', entries)).toContain('volume = {12}')
    expect(printBibtex('', entries)).toContain('pages = {45--67}')
    expect(parseMarkdown(printMarkdown('', entries)).entries[0]!.bibliography).toEqual(entries[0]!.bibliography)
  })
})

test.each([
  [
    'A. Roe, B. Doe. *Slow disks of old.* Annals of Disks, 48(3):1234–1260, 2020.',
    'Annals of Disks',
    { volume: '48', issue: '3', page: '1234-1260' },
  ],
  [
    '[Slow disks of old](https://a.example.org/a.pdf). Ann Roe. Journal of Disks 10(2), 2020.',
    'Journal of Disks',
    { volume: '10', issue: '2' },
  ],
  [
    'A. Roe and B. Doe, "Slow disks of old," in Proc. Conf. Disks, Jun. 2020, pp. 7–8.',
    'Proc. Conf. Disks',
    { page: '7-8' },
  ],
])('%s says where in its volume the paper stands', (citation, venue, fields) => {
  const [entry] = parseMarkdown(`# To read\n\n- ${citation}\n`).entries
  expect(entry).toMatchObject({ title: 'Slow disks of old', venue, year: 2020 })
  expect(entry!.bibliography?.fields).toEqual(fields)
})

test.each([
  [
    'Disk Health Organization. (2021, May 5). *Report on disks*. https://www.example.org/a',
    ['Disk Health Organization'],
    'Report on disks',
  ],
  [
    'National Institute of Disks. (2018). Slow disks. https://www.example.org/b',
    ['National Institute of Disks'],
    'Slow disks',
  ],
  [
    'Disk Health Organization. Global disk report 2020. Geneva: Rust; 2020.',
    ['Disk Health Organization'],
    'Global disk report 2020',
  ],
  ['Roe, A. (2015). Slow disks of old. https://www.example.org/c', ['A. Roe'], 'Slow disks of old'],
  [
    'Roe, Ann B. *Slow Disks of Old: A Story*. Disk University Press, 1987.',
    ['Ann B. Roe'],
    'Slow Disks of Old: A Story',
  ],
  ['A. B. Roe, Slow Disks of Old, 2nd ed. New York, NY, USA: Rust, 2006.', ['A. B. Roe'], 'Slow Disks of Old'],
  [
    'Roe, A., & Doe, B. Slow disks at work. CSCW ’92. https://doi.org/10.1000/d.2',
    ['A. Roe', 'B. Doe'],
    'Slow disks at work',
  ],
])('%s has its people before its title', (citation, authors, title) => {
  expect(parseMarkdown(`# To read\n\n- ${citation}\n`).entries).toMatchObject([{ title, authors }])
})

test('a name in capitals is a body, if its year is next', () => {
  const text = 'UNESCO. (2005). *Convention on disks*. <https://www.example.org/a>'
  expect(parseMarkdown(`# References\n\n${text}\n`).entries).toMatchObject([
    { title: 'Convention on disks', authors: ['UNESCO'], year: 2005 },
  ])
})

test('a paragraph with a year below a citation is told if it is no citation, and no highlight', () => {
  const { entries, notices } = parseMarkdown(
    '# References\n\nRoe, A. (2015). Slow disks of old. *Journal of Disks*, *1*, 1–9.\n\nThe disk manual that everybody had on the desk in 2005\n',
  )
  expect(entries).toMatchObject([{ title: 'Slow disks of old', highlights: [] }])
  expect(notices).toMatchObject([
    { line: 5, message: 'Not read as a paper: The disk manual that everybody had on the desk in 2005' },
  ])
})

test.each([
  ['in the style of DBLP', '[2] Ann Roe, Bo Doe 0001: Slow Disks of Old. OSDI 2016: 25:1-25:14', ['Ann Roe', 'Bo Doe']],
  ['without quotes', '[2] A. Roe, B. Doe, and C. Poe, Slow Disks of Old, in USENIX ATC, 2016, ch. 11.', null],
  ['with et al. and no quotes', '[2] A. Roe et al., Slow Disks of Old, SOSP (2016).', ['A. Roe']],
  ['with families alone', '- Roe, Doe, Kim. Slow Disks of Old. ASPLOS 2016.', ['Roe', 'Doe', 'Kim']],
  ['with one family and no quotes', "- Roe et al., Slow Disks of Old, SoCC'16", ['Roe']],
  ['with a bare year', '- Roe et al. 2016, Slow Disks of Old, SOSP', ['Roe']],
  ['with a bare year alone', '- Roe et al. 2016, Slow Disks of Old', ['Roe']],
  ['with the title first', '[2] "Slow Disks of Old", A. Roe and B. Doe, arXiv:1602.06776 [cs.DC], 2016.', null],
])('a citation %s has its people apart from its title', (_, citation, authors) => {
  expect(parseMarkdown(`# To read\n\n${citation}\n`).entries).toMatchObject([
    { title: 'Slow Disks of Old', year: 2016, ...(authors && { authors }) },
  ])
})

test('a paragraph with a number in brackets and a year is told if it is no paper, and no highlight', () => {
  const { entries, notices } = parseMarkdown(
    '# To read\n\n[1] **Slow Disks of Old**, SOSP 2003\n\n[2] Fast disks, handed round in 2004.\n',
  )
  expect(entries).toMatchObject([{ title: 'Slow Disks of Old', highlights: [] }])
  expect(notices).toMatchObject([{ line: 5 }])
})

test('a bold remark behind a citation does not hide its title', () => {
  expect(
    parseMarkdown('# To read\n\n- Roe et al. (OSDI 2014): Slow Disks of Old — **must read**\n').entries,
  ).toMatchObject([{ title: expect.stringMatching(/^Slow Disks of Old/), authors: ['Roe'], venue: 'OSDI', year: 2014 }])
})
