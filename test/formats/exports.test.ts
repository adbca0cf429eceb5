import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { printNotice, readFile } from '../../src/formats/readFile.ts'

const read = (file: string) => readFile(file, readFileSync(`test/fixtures/papers/${file}`))
const titles = (file: string) => read(file).entries?.map(({ title }) => title)
const complaints = (file: string) => read(file).notices.map((notice) => printNotice(file, notice))

describe('an export of Zotero', () => {
  test('in BibTeX is read without braces, inverted names, publishers’ keywords and access dates', () => {
    const { entries, notices } = read('zotero.bib')
    expect(notices).toEqual([])
    expect(entries).toMatchObject([
      {
        title: 'Paged Memory for Very Long Prompts',
        authors: ['Chidi Okafor', 'Åsa Lindström', 'Joost van der Meer', "Siobhán O'Neill"],
        year: 2023,
        venue: 'Proceedings of the 29th Symposium on Operating Systems Principles',
        doi: '10.1145/1111111.2222222',
        links: [{ label: 'Paper', url: 'https://dl.example.org/doi/10.1145/1111111.2222222' }],
        notices: [],
        mark: null,
        line: 2,
      },
      { title: 'Is Attention Really Quadratic? A study of $O(n^2)$ costs', arxiv: '2103.01234', year: 2021 },
      {
        title: 'Scheduling für große Systeme',
        authors: ['Jürgen Weiß'],
        venue: 'Technische Universität Beispielstadt',
      },
    ])
  })

  test('in BibLaTeX is read with dates, keyed name parts, subtitles and bare arXiv ids', () => {
    expect(read('zotero-biblatex.bib')).toMatchObject({
      notices: [],
      entries: [
        { title: 'Paged Memory for Very Long Prompts', authors: ['Chidi Okafor', 'Joost van der Meer'], year: 2023 },
        { arxiv: '2103.01234', year: 2021, links: [{ label: 'Paper', url: 'https://arxiv.org/abs/2103.01234' }] },
        {
          title: 'A Review: What We Know about GPUs',
          authors: ['Anna Müller', 'The GPU Consortium'],
          venue: 'Journal of Example Systems',
        },
      ],
    })
  })

  test('in CSV is read with tags and notes as the user’s, and without links to local files', () => {
    expect(read('zotero.csv')).toMatchObject({
      notices: [],
      format: 'csv',
      entries: [
        {
          title: 'Paged Memory for "Very" Long Prompts',
          authors: ['Chidi Okafor', 'Åsa Lindström', 'Joost van der Meer'],
          year: 2023,
          venue: "SOSP '23",
          links: [{ label: 'Paper' }],
          mark: { tags: ['to cite', 'caches'], note: 'Read twice.', status: 'unread' },
          line: 2,
        },
        { title: 'Is Attention Really Quadratic?', arxiv: '2103.01234', mark: null, line: 4 },
      ],
    })
  })

  test('in CSL-JSON is read with particles, groups as authors and both forms of dates', () => {
    expect(read('zotero.csl.json')).toMatchObject({
      notices: [],
      format: 'csl',
      entries: [
        {
          title: 'Paged Memory for Very Long Prompts',
          authors: ['Chidi Okafor', 'Joost van der Meer', 'The Paging Group'],
          year: 2023,
          line: 2,
        },
        { title: 'Is Attention Really Quadratic?', arxiv: '2103.01234', year: 2021, line: 17 },
      ],
    })
  })
})

describe('a file of a digital library', () => {
  test('in BibTeX of eight sources at once is read without a notice', () => {
    const { entries, notices } = read('collected.bib')
    expect(notices).toEqual([])
    expect(entries).toMatchObject([
      {
        title: 'TensorFlux: Tuning DNN Graphs the 5th Way',
        authors: ['Bei Spiel', 'José García-López', 'Zhi-Hua Wang'],
        venue: '16th USENIX Symposium on Operating Systems Design and Implementation',
      },
      {
        title: 'Small Models, Big Surprises: “It Works”',
        authors: ['Thị Höa Nguyen', 'Jiří Dvořák', 'Józef Łukaszewicz'],
        year: 2024,
      },
      {
        title: 'Verifying P & Q with 100% Coverage: An $O(n \\log n)$ Approach',
        authors: ['Jane Q. Roe', 'John Doe Jr.'],
      },
      { title: 'HBM on Demand: What Fails First?', authors: ['Min-jun Kim', 'Layla Al-Farsi'], year: 2022 },
      { title: 'Learning to be lazy', authors: ['Alice Smith', 'Bob Jones'], venue: 'arXiv', arxiv: '2004.05678' },
      { title: 'Everything in Braces', mark: { tags: ['to cite', 'survey'] } },
      {
        title: 'Filesystems that Forgive',
        topics: [['Storage', 'File systems'], ['Classics']],
        mark: { status: 'read', starred: true, tags: ['fs', 'crash safety'], note: 'The best of its kind.' },
      },
      {
        title: 'A Systems Language',
        authors: ['The Rust Team'],
        links: [{ label: 'Paper', url: 'https://example.org/~rust' }],
      },
    ])
  })

  test('in BibTeX of Paperpile is read with quotes inside quotes', () => {
    expect(read('paperpile.bib')).toMatchObject({
      notices: [],
      entries: [
        {
          title: 'Graph processing "at the edge"',
          authors: ['Nour Haddad', '王小明'],
          arxiv: '2201.00042',
          year: 2022,
        },
      ],
    })
  })

  test('in RIS is read with continued lines, lower-case tags and records without an end', () => {
    const { entries } = read('publishers.ris')
    expect(entries).toMatchObject([
      {
        title: 'HBM on Demand: What Fails First?',
        authors: ['M. -j. Kim', 'L. Al-Farsi'],
        year: 2022,
        doi: '10.1109/HPCA00000.2022.00001',
      },
      {
        title: 'A survey of in situ methods & tools that goes on over a second line',
        authors: ['Jane Roe', 'John Doe Jr.'],
        year: 2019,
        venue: 'Journal of Example Systems',
        links: [
          { label: 'Paper', url: 'https://example.org/article/10.1000/abc' },
          { label: 'PDF', url: 'https://example.org/article/10.1000/abc.pdf' },
        ],
        mark: null,
      },
      { title: 'Small letters', year: 2001 },
      { title: 'No end before the next', venue: 'A Book of Chapters' },
    ])
    expect(complaints('publishers.ris')).toEqual([
      'publishers.ris:39: ER: is missing before this record',
      'publishers.ris:44: ER: is missing before this record',
      'publishers.ris:44: TI: is missing, so the record cannot be shown',
    ])
  })

  test('in the tags of PubMed and EndNote is read', () => {
    expect(read('pubmed.nbib')).toMatchObject({
      notices: [],
      entries: [
        {
          title: 'Sleep and the reading of papers: a randomised trial that nobody finished.',
          authors: ['Morpheus Sandman', 'Ada B Nightly'],
          year: 2021,
          doi: '10.1000/sleep.2021',
          venue: 'Journal of sleep research',
        },
        { title: 'A second one.', year: 1998 },
      ],
    })
    expect(read('endnote.enw')).toMatchObject({
      notices: [],
      entries: [
        {
          title: 'Tags with percent signs',
          authors: ['Perry Percent', 'Sue Sign'],
          doi: '10.1000/marks',
          venue: 'Journal of Marks',
        },
      ],
    })
  })

  test('as a table of Scopus, Google Scholar or Web of Science is read', () => {
    expect(read('scopus.csv')).toMatchObject({
      notices: [],
      entries: [
        {
          authors: ['Min-Jun Kim', 'Layla Al-Farsi'],
          venue: 'Proceedings - International Symposium on High-Performance Computer Architecture',
          affiliations: ['Example University, Seoul, South Korea', 'Sample Institute, Muscat, Oman'],
        },
      ],
    })
    expect(read('scholar.csv')).toMatchObject({
      notices: [],
      entries: [
        { title: 'Learning to be lazy', authors: ['Alice Smith', 'Bob Jones'], arxiv: '2004.05678' },
        { title: 'Verifying P & Q, quickly', authors: ['Jane Roe'], year: 2021 },
      ],
    })
    expect(read('web-of-science.txt')).toMatchObject({
      notices: [],
      entries: [
        {
          title: 'Everything about "quotes" in tabs',
          authors: ['Sora Lee', 'Jin Park'],
          year: 2018,
          venue: 'JOURNAL OF EXAMPLES',
        },
        { title: 'A second paper', doi: '' },
      ],
    })
  })
})

describe('a hand-made file', () => {
  test('in German CSV is read with its semicolons; a row with a cell too many is reported and kept', () => {
    expect(titles('own-german.csv')).toEqual([
      'Verteilte Systeme; Ein Überblick',
      'Speicher; und seine Grenzen',
      'Dateisysteme',
    ])
    expect(read('own-german.csv').entries![1]).toMatchObject({
      mark: { status: 'read', note: 'Gut, aber lang' },
      year: 2021,
    })
    expect(read('own-german.csv').entries![2]).toMatchObject({ authors: ['Jörg Weiß', 'Anna Müller'], mark: null })
    expect(complaints('own-german.csv')[0]).toBe('own-german.csv:2: has 8 cells where the header has 7')
  })

  test('in Chinese CSV is read', () => {
    expect(read('own-chinese.csv')).toMatchObject({
      notices: [],
      entries: [
        {
          title: '面向大语言模型的高效推理系统',
          authors: ['张三', '李四'],
          links: [{ label: 'Code', url: 'https://github.com/example/infer' }],
          mark: { status: 'read', note: '很好' },
        },
        { title: '分页注意力机制的内存管理', mark: { status: 'to-read' } },
      ],
    })
  })

  test('in CSV without a header is read', () => {
    expect(read('headless.csv')).toMatchObject({
      notices: [],
      entries: [
        {
          title: 'Serving Large Models on Small Machines',
          authors: ['Ada Lovelace', 'Alan Turing'],
          year: 2023,
          venue: 'ATC',
          links: [{ label: 'Paper', url: 'https://example.org/serving' }],
          line: 1,
        },
        { title: 'A Tale of Two Caches and a Prefetcher' },
        { title: 'Why Your Disk Lies to You' },
      ],
    })
  })

  test('in JSON by topic and year is read; an object without a title is reported', () => {
    expect(read('by-topic.json')).toMatchObject({
      title: 'Papers we read',
      format: 'paperJson',
      entries: [
        {
          title: 'Serving Large Models on Small Machines',
          authors: ['Ada Lovelace', 'Alan Turing'],
          year: 2024,
          topics: [['Serving']],
          affiliations: ['Example University', 'Sample Labs'],
          links: [
            { label: 'Paper', url: 'https://openreview.example/forum?id=1' },
            { label: 'PDF', url: 'https://openreview.example/pdf?id=1' },
            { label: 'Code', url: 'https://github.com/example/serving' },
          ],
          mark: null,
          line: 5,
        },
        {
          title: 'Why Your Disk Lies to You',
          authors: ['Edsger Dijkstra', 'Leslie Lamport'],
          mark: { status: 'to-read' },
        },
      ],
    })
    expect(complaints('by-topic.json')).toEqual(['by-topic.json:25: title: is missing, so the object cannot be shown'])
  })
})
