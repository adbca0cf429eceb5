import { describe, expect, test } from 'vitest'
import { formats } from '../../../src/formats/format.ts'
import { toPaper, type Entry } from '../../../src/formats/entry/entry.ts'
import { readPasted } from '../../../src/formats/pasted/readPasted.ts'
import { titleIdentity } from '../../../src/model/paper/titleIdentity.ts'
import { createRandom } from '../../support/random.ts'

/** The only paper of a text. */
function one(text: string): Entry {
  const entries = readPasted(text)
  expect(entries).toHaveLength(1)
  return entries![0]!
}
const aliases = (entry: Entry) => toPaper(entry, 'x').aliases
const addresses = ({ links }: Entry) => links.map(({ label, url }) => `${label} ${url}`)
const titles = (text: string) => readPasted(text)?.map(({ title }) => title)

const ATTENTION = 'Attention Is All You Need'
const DOI = '10.1145/3600006.3613165'

describe('a DOI', () => {
  test.each([
    DOI,
    `doi:${DOI}`,
    `DOI: ${DOI}`,
    `doi ${DOI}.`,
    `https://doi.org/${DOI}`,
    `http://dx.doi.org/${DOI}`,
    `doi.org/${DOI}`,
    `https://doi.org/10.1145%2F3600006.3613165`,
    `https://dl.acm.org/doi/${DOI}`,
    `https://dl.acm.org/doi/abs/${DOI}`,
    `https://dl.acm.org/doi/pdf/${DOI}`,
    `https://dl.acm.org/doi/full/${DOI}#sec-3`,
    `dl.acm.org/doi/${DOI}`,
    `<https://doi.org/${DOI}>`,
    `(${DOI})`,
    `“${DOI}”`,
    `https://doi.org/${DOI},`,
  ])('is found in %s', (text) => {
    const entry = one(text)
    expect([entry.doi, entry.title, aliases(entry)[0]]).toEqual([DOI, '', `doi:${DOI}`])
    expect(entry.links.every(({ url }) => /^https:\/\/(?:doi\.org|dl\.acm\.org)\//.test(url))).toBe(true)
  })

  test.each([
    ['https://link.springer.com/article/10.1007/s11227-020-03388-7', '10.1007/s11227-020-03388-7'],
    ['https://link.springer.com/content/pdf/10.1007/s11227-020-03388-7.pdf', '10.1007/s11227-020-03388-7'],
    ['https://link.springer.com/chapter/10.1007%2F978-3-030-58452-8_24', '10.1007/978-3-030-58452-8_24'],
    ['https://onlinelibrary.wiley.com/doi/abs/10.1002/spe.2949', '10.1002/spe.2949'],
    ['https://onlinelibrary.wiley.com/doi/10.1002/spe.2949/abstract', '10.1002/spe.2949'],
    ['https://www.nature.com/articles/s41586-020-2649-2', '10.1038/s41586-020-2649-2'],
    ['https://www.nature.com/articles/s41586-020-2649-2.pdf', '10.1038/s41586-020-2649-2'],
    ['https://www.pnas.org/doi/full/10.1073/pnas.1907367117', '10.1073/pnas.1907367117'],
    ['https://www.science.org/doi/10.1126/science.aaw3242', '10.1126/science.aaw3242'],
    ['https://www.tandfonline.com/doi/full/10.1080/01621459.2017.1285773', '10.1080/01621459.2017.1285773'],
    ['https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full', '10.3389/fnins.2020.00001'],
    [
      'https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0230000&type=x',
      '10.1371/journal.pone.0230000',
    ],
    ['https://www.biorxiv.org/content/10.1101/2020.01.30.927871v2.full.pdf', '10.1101/2020.01.30.927871'],
    ['https://academic.oup.com/bib/article/doi/10.1093/bib/bbaa123/5859025', '10.1093/bib/bbaa123'],
    ['https://iopscience.iop.org/article/10.1088/1748-0221/15/01/P01001/pdf', '10.1088/1748-0221/15/01/P01001'],
    ['https://elifesciences.org/articles/54321', '10.7554/eLife.54321'],
    [
      '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
      '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
    ],
  ])('is found in the address %s', (address, doi) => {
    expect(one(address).doi).toBe(doi)
  })

  test('keeps the page that it was found in as the link, and a PDF beside the page of the DOI', () => {
    expect(addresses(one('https://link.springer.com/article/10.1007/s1'))).toEqual([
      'Paper https://link.springer.com/article/10.1007/s1',
    ])
    expect(addresses(one(`https://dl.acm.org/doi/pdf/${DOI}`))).toEqual([
      `Paper https://doi.org/${DOI}`,
      `PDF https://dl.acm.org/doi/pdf/${DOI}`,
    ])
  })
})

describe('an arXiv id', () => {
  test.each([
    '1706.03762',
    '1706.03762v5',
    'arXiv:1706.03762',
    'arxiv: 1706.03762v7',
    'arXiv:1706.03762 [cs.CL]',
    '[1706.03762]',
    'https://arxiv.org/abs/1706.03762',
    'http://www.arxiv.org/abs/1706.03762v5',
    'https://arxiv.org/pdf/1706.03762.pdf',
    'https://arxiv.org/pdf/1706.03762v5',
    'https://arxiv.org/html/1706.03762v7#S3',
    'https://export.arxiv.org/abs/1706.03762',
    'arxiv.org/abs/1706.03762',
    'https://ar5iv.labs.arxiv.org/html/1706.03762',
    'https://huggingface.co/papers/1706.03762',
    'https://www.alphaxiv.org/abs/1706.03762',
    'https://doi.org/10.48550/arXiv.1706.03762',
    '10.48550/arxiv.1706.03762',
  ])('is found in %s, with its year and venue', (text) => {
    const { arxiv, year, venue, title, links } = one(text)
    expect({ arxiv, year, venue, title }).toEqual({ arxiv: '1706.03762', year: 2017, venue: 'arXiv', title: '' })
    expect(links[0]).toEqual({ label: 'Paper', url: 'https://arxiv.org/abs/1706.03762' })
  })

  test('of before 2007 has its century', () => {
    expect(one('hep-th/9901001')).toMatchObject({ arxiv: 'hep-th/9901001', year: 1999 })
    expect(one('https://arxiv.org/abs/math.GT/0309136')).toMatchObject({ year: 2003 })
  })

  test('is no number of a title, and none with a thirteenth month', () => {
    expect(titles('Version 1706.03762 of the Protocol')).toEqual(['Version 1706.03762 of the Protocol'])
    expect(titles('1713.03762')).toEqual(['1713.03762'])
    expect(titles('either/1234567')).toEqual(['either/1234567'])
  })
})

test.each([
  [
    'https://openreview.net/forum?id=Bkg6RiCqY7&noteId=x',
    '',
    null,
    ['Paper https://openreview.net/forum?id=Bkg6RiCqY7'],
  ],
  [
    'https://openreview.net/pdf?id=Bkg6RiCqY7',
    '',
    null,
    ['Paper https://openreview.net/forum?id=Bkg6RiCqY7', 'PDF https://openreview.net/pdf?id=Bkg6RiCqY7'],
  ],
  ['https://aclanthology.org/2023.acl-long.1/', 'ACL', 2023, ['Paper https://aclanthology.org/2023.acl-long.1/']],
  [
    'https://aclanthology.org/2023.findings-emnlp.12.pdf',
    'Findings of EMNLP',
    2023,
    [
      'Paper https://aclanthology.org/2023.findings-emnlp.12/',
      'PDF https://aclanthology.org/2023.findings-emnlp.12.pdf',
    ],
  ],
  ['https://www.aclweb.org/anthology/P19-1001/', 'ACL', 2019, ['Paper https://aclanthology.org/P19-1001/']],
  ['https://aclanthology.org/P79-1001', 'ACL', 1979, ['Paper https://aclanthology.org/P79-1001/']],
  ['https://aclanthology.org/D19-5501/', '', 2019, ['Paper https://aclanthology.org/D19-5501/']],
  ['https://aclanthology.org/2020.nlp4if-1.1/', '', 2020, ['Paper https://aclanthology.org/2020.nlp4if-1.1/']],
  [
    'https://www.usenix.org/conference/atc24/presentation/um',
    'USENIX ATC',
    2024,
    ['Paper https://www.usenix.org/conference/atc24/presentation/um'],
  ],
  [
    'https://www.usenix.org/system/files/osdi23-zhang.pdf',
    'OSDI',
    2023,
    ['PDF https://www.usenix.org/system/files/osdi23-zhang.pdf'],
  ],
  [
    'https://proceedings.mlr.press/v139/radford21a/radford21a.pdf',
    'ICML',
    2021,
    [
      'Paper https://proceedings.mlr.press/v139/radford21a.html',
      'PDF https://proceedings.mlr.press/v139/radford21a/radford21a.pdf',
    ],
  ],
  [
    'https://proceedings.neurips.cc/paper_files/paper/2023/file/ab12-Paper-Conference.pdf',
    'NeurIPS',
    2023,
    [
      'Paper https://proceedings.neurips.cc/paper_files/paper/2023/hash/ab12-Abstract-Conference.html',
      'PDF https://proceedings.neurips.cc/paper_files/paper/2023/file/ab12-Paper-Conference.pdf',
    ],
  ],
  ['https://example.org/a?b=c', '', null, ['Paper https://example.org/a?b=c']],
  ['https://ieeexplore.ieee.org/document/9355301', '', null, ['Paper https://ieeexplore.ieee.org/document/9355301']],
  ['www.example.org/a', '', null, ['Paper https://www.example.org/a']],
  ['https://example.org/a.pdf).', '', null, ['PDF https://example.org/a.pdf']],
])('the address %s tells venue, year and links', (address, venue, year, links) => {
  const entry = one(address)
  expect({ venue: entry.venue, year: entry.year, links: addresses(entry), title: entry.title }).toEqual({
    venue,
    year,
    links,
    title: '',
  })
})

test('an address of CVF tells the title too, where it is whole', () => {
  const address = (name: string) => `https://openaccess.thecvf.com/content/CVPR2022/html/${name}_paper.html`
  expect(one(address('He_Masked_Autoencoders_Are_Scalable_Vision_Learners_CVPR_2022'))).toMatchObject({
    title: 'Masked Autoencoders Are Scalable Vision Learners',
    venue: 'CVPR',
    year: 2022,
  })
  expect(one(address('Van_Gansbeke_Some_Title_CVPR_2021')).title).toBe('Some Title')
  expect(
    one('https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_Learning_CVPR_2016_paper.html'),
  ).toMatchObject({
    title: '',
    year: 2016,
  })
})

test.each([
  `[1706.03762] ${ATTENTION}\nhttps://arxiv.org/abs/1706.03762v5`,
  `${ATTENTION}\n\nhttps://arxiv.org/abs/1706.03762`,
  `${ATTENTION} https://arxiv.org/abs/1706.03762`,
  `“${ATTENTION}” | arXiv https://arxiv.org/pdf/1706.03762`,
  `${ATTENTION} - arXiv https://arxiv.org/pdf/1706.03762`,
  `${ATTENTION} arXiv:1706.03762 https://github.com/tensorflow/tensor2tensor`,
  `${ATTENTION} doi: 10.48550/arXiv.1706.03762`,
  `- ${ATTENTION}: https://arxiv.org/abs/1706.03762`,
  `[${ATTENTION}](https://arxiv.org/abs/1706.03762)`,
])('a title beside an address is the title of that paper: %s', (text) => {
  const entry = one(text)
  expect(entry.title).toBe(ATTENTION)
  expect(aliases(entry)).toContain('arxiv:1706.03762')
})

describe('several papers', () => {
  test.each(['\n', '\r\n', '\n\n', ' ', ', ', '; ', ' and ', '\n- ', '\n[12] '])(
    'are read with %j between them',
    (between) => {
      const text = [DOI, 'arXiv:1706.03762', 'https://example.org/a'].join(between)
      expect(readPasted(text)!.map((entry) => aliases(entry)[0])).toEqual([
        `doi:${DOI}`,
        'arxiv:1706.03762',
        'url:example.org/a',
      ])
    },
  )

  test('may be titles, addresses or both', () => {
    expect(titles(`${ATTENTION}\n${DOI}\nA Title: https://example.org/a`)).toEqual([ATTENTION, '', 'A Title'])
    expect(titles('1. On Locks, Twice\n2. On Waits, Once')).toEqual(['On Locks, Twice', 'On Waits, Once'])
  })

  test('are read once each, whatever they are called', () => {
    expect(readPasted(`${DOI}\nhttps://doi.org/${DOI}\nhttps://dl.acm.org/doi/pdf/${DOI}`)).toHaveLength(1)
  })

  test('have the links to code that stand beside them', () => {
    expect(readPasted('https://arxiv.org/abs/1706.03762 https://github.com/a/b')!.map(addresses)).toEqual([
      ['Paper https://arxiv.org/abs/1706.03762', 'Code https://github.com/a/b'],
    ])
  })
})

describe('an entry of a format', () => {
  const paper: Entry = {
    ...one('https://doi.org/10.1145/3600006.3613165'),
    title: 'Efficient Memory Management',
    authors: ['Ada Lovelace', 'Alan Turing'],
    year: 2023,
    venue: 'SOSP',
  }
  test.each(['bibtex', 'ris', 'csl'] as const)('in %s is a paper with all its facts', (name) => {
    const { title, authors, year, venue, doi } = paper
    const text = formats[name].print('', [paper])
    expect(one(text)).toMatchObject({ title, authors, year, venue, doi })
  })

  test.each([
    ['several entries', '@article{a, title = {A}}\n@article{b, title = {B}}'],
    ['an entry that is broken', '@article{a, title = {A'],
    ['a table', 'Title,Year\nA,2020\nB,2021'],
    ['a Markdown list with sections', '# Papers\n\n- [A](https://example.org/a)\n- [B](https://example.org/b)'],
    ['an entry with a mark', '@article{a, title = {A}, readstatus = {read}}'],
  ])('is a file to be previewed where it is %s', (_, text) => {
    expect(readPasted(text)).toBeNull()
  })
})

test('prose and long texts are files to be previewed', () => {
  expect(readPasted('Transformers are\nmodels of sequences\nthat attend to all\nof their input.')).toBeNull()
  expect(readPasted('a '.repeat(300))).toBeNull()
  expect(readPasted(`${DOI}\n`.repeat(20_000))).toBeNull()
})

test('nothing is no paper', () => {
  expect(readPasted(' \n\t\n')).toEqual([])
})

test.each([ATTENTION, 'C++ | Rust', '10.5 Ways to Wait', 'doi', 'A/B Tests', 'javascript:alert(1)', '[x]'])(
  'a text that is none of it is a title, whole: %s',
  (title) => {
    expect(titles(title)).toEqual([title])
  },
)

test('no line is dropped: each names its paper, or is a title', () => {
  const random = createRandom(7)
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
  const word = () => pick(['Locks', 'Waits', 'of', 'GPUs', 'and', 'Trees', '2.0', 'A/B', 'C++'])
  for (let round = 0; round < 300; round += 1) {
    const lines = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, i) => {
      const title = `On ${word()} ${word()} ${round}x${i}`
      const doi = `10.1145/${round}.${i}`
      return pick([
        { text: title, alias: null, title },
        {
          text: pick(['', 'doi:', 'https://doi.org/', 'https://dl.acm.org/doi/pdf/']) + doi + pick(['', '.', ',']),
          alias: `doi:${doi}`,
          title: '',
        },
        { text: `${title} ${pick(['', 'doi: ', 'https://dx.doi.org/'])}${doi}`, alias: `doi:${doi}`, title },
      ])
    })
    const text = lines
      .map(({ text }) => pick(['', '- ', '* ', `${round}. `.slice(-4)]) + text)
      .join(pick(['\n', '\n\n', '\r\n']))
    const read = readPasted(text)!
    const isPair =
      lines.length % 2 === 0 && lines.every(({ alias, title }, i) => (i % 2 === 0 ? alias === null : title === ''))
    if (isPair) continue
    // The address or DOI decides the id, and the title where there is none.
    const expected = lines.map(({ alias, title }) => ({ title, id: alias ?? titleIdentity(title) }))
    expect({ text, read: read.map((entry) => ({ title: entry.title, id: aliases(entry)[0] })) }).toEqual({
      text,
      read: expected,
    })
  }
})
