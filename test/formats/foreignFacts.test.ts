import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBibtex } from '../../src/formats/bibtex/parse.ts'
import { printCells } from '../../src/formats/csv/cells.ts'
import { parseCsv } from '../../src/formats/csv/parse.ts'
import { toPaper, type Entry } from '../../src/formats/entry/entry.ts'
import { toEntry } from '../../src/formats/exportFormats.ts'
import { formats } from '../../src/formats/format.ts'
import { readFile } from '../../src/formats/readFile.ts'
import { line } from '../support/entries.ts'

/** The entries of a file, as a list has them. */
const read = (name: string, text: string): readonly Entry[] =>
  (readFile(name, new TextEncoder().encode(text)).entries ?? []).map((entry) => toEntry(toPaper(entry, 'A list'), null))

/** What is printed of them: the fields of BibTeX, the lines of RIS and the variables of CSL. */
function printed(entries: readonly Entry[]) {
  const [bibtex] = parseBibtex(formats.bibtex.print('', entries)).entries
  const [csl] = JSON.parse(formats.csl.print('', entries)) as readonly object[]
  return {
    bibtex: { ...bibtex!.bibliography, ...bibtex!.bibliography!.fields },
    ris: formats.ris.print('', entries).split('\r\n'),
    csl,
  }
}

const ENDNOTE = `<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="My.enl" path="C:\\My.enl">My.enl</database><source-app name="EndNote" version="21.0">EndNote</source-app><rec-number>7</rec-number><foreign-keys><key app="EN" db-id="x" timestamp="1">7</key></foreign-keys><ref-type name="Book Section">5</ref-type><contributors><authors><author><style face="normal" font="default" size="100%">Roe, Ann</style></author></authors><secondary-authors><author><style face="normal">Hopper, Grace</style></author><author>Li, Wei</author></secondary-authors></contributors><titles><title><style face="normal">Slow disks</style></title><secondary-title>Handbook of Disks</secondary-title><tertiary-title><style face="italic">Lecture Notes in Disks</style></tertiary-title></titles><pages><style face="normal">101-120</style></pages><volume><style face="normal">12</style></volume><number>3</number><edition>2nd</edition><keywords><keyword><style face="normal">disks</style></keyword><keyword>tape &amp; drums</keyword></keywords><dates><year>2021</year></dates><pub-location>Zürich</pub-location><publisher><style face="normal">Springer &amp; Sons</style></publisher><isbn><style face="normal">978-3-16-148410-0&#xD;1234-567X (Print)</style></isbn><electronic-resource-num>10.1000/d.1</electronic-resource-num><label>Roe2021</label><language>English</language></record></records></xml>`

const PUBMED = `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">11</PMID><DateRevised><Year>2022</Year></DateRevised>
<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">1234-567X</ISSN><JournalIssue CitedMedium="Internet"><Volume>58</Volume><Issue>4</Issue><PubDate><Year>2021</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Journal of disks</Title><ISOAbbreviation>J Disks</ISOAbbreviation></Journal>
<ArticleTitle>Slow disks.</ArticleTitle><Pagination><StartPage>1002</StartPage><EndPage>1008</EndPage><MedlinePgn>1002-8</MedlinePgn></Pagination>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Ann B</ForeName></Author></AuthorList><Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><Country>England</Country><ISSNLinking>1111-1111</ISSNLinking></MedlineJournalInfo>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Disks, Magnetic</DescriptorName><QualifierName UI="Q1">history</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">drums</Keyword></KeywordList></MedlineCitation></PubmedArticle>
</PubmedArticleSet>`

const CHAPTER = `<?xml version="1.0" ?><PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>13</PMID><Book><Publisher><PublisherName>StatPearls Publishing</PublisherName><PublisherLocation>Treasure Island (FL)</PublisherLocation></Publisher><BookTitle>StatPearls</BookTitle><PubDate><Year>2020</Year></PubDate><AuthorList Type="editors"><Author><LastName>Poe</LastName><ForeName>Ed</ForeName></Author></AuthorList><Edition>3rd</Edition><Isbn>9783161484100</Isbn></Book><ArticleTitle>Tape care</ArticleTitle><Language>eng</Language><AuthorList Type="authors"><Author><LastName>Moe</LastName><ForeName>Di</ForeName></Author></AuthorList></BookDocument></PubmedBookArticle></PubmedArticleSet>`

const ZOTERO = `"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note","Date","Date Added","Date Modified","Access Date","Pages","Num Pages","Issue","Volume","Number Of Volumes","Journal Abbreviation","Short Title","Series","Series Number","Series Text","Series Title","Publisher","Place","Language","Rights","Type","Archive","Library Catalog","Call Number","Extra","Notes","File Attachments","Link Attachments","Manual Tags","Automatic Tags","Editor"
"AB12CD34","bookSection","2021","Roe, Ann","Slow disks","Handbook of Disks","978-3-16-148410-0","1234-567X","10.1000/d.1","","","2021-03","2024-03-01 10:00:00","","","101–120","","3","12","","","","Lecture Notes in Disks","","","","Springer & Sons","Zürich","English","","","","","","Citation Key: roe2021
tex.x: y","","","","","disks; tape, drums","Hopper, Grace; Li, Wei"
`

const RDF = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:vcard="http://nwalsh.com/rdf/vCard#">
<bib:BookSection rdf:about="urn:isbn:978-3-16-148410-0"><z:itemType>bookSection</z:itemType>
<dcterms:isPartOf><bib:Book><dcterms:isPartOf><bib:Series><dc:title>Lecture Notes</dc:title></bib:Series></dcterms:isPartOf><prism:volume>12</prism:volume><dc:title>Handbook of Disks</dc:title><prism:number>3</prism:number><dc:identifier>ISSN 1234-567X</dc:identifier></bib:Book></dcterms:isPartOf>
<dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Zürich</vcard:locality></vcard:Address></vcard:adr><foaf:name>Springer</foaf:name></foaf:Organization></dc:publisher>
<bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Hopper</foaf:surname><foaf:givenName>Grace</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
<dc:subject><z:AutomaticTag><rdf:value>drums</rdf:value></z:AutomaticTag></dc:subject>
<dc:title>Slow disks</dc:title><dc:date>2021</dc:date><z:language>en</z:language><dc:description>Citation Key: roe2021</dc:description>
<bib:pages>101-120</bib:pages><prism:edition>2</prism:edition></bib:BookSection>
</rdf:RDF>`

const HAYAGRIVA = `slow-disks:
    type: article
    title: Slow disks
    author: ["Roe, Ann"]
    date: 2021-05
    page-range: 101-120
    language: en
    parent:
        type: periodical
        title: Journal of Disks
        volume: 12
        issue: 3
        editor: { name: Berg, prefix: van den, given-name: Cy }
        publisher: { name: Springer, location: Zürich }
        serial-number: { issn: 1234-567X }
`

const SCOPUS = `"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue","Art. No.","Page start","Page end","Page count","Cited by","DOI","Link","Abstract","Author Keywords","Index Keywords","Editors","Publisher","ISSN","ISBN","CODEN","Language of Original Document","Document Type","Publication Stage","Source","EID"
"Roe A.","Roe, Ann (57000000001)","57000000001","Slow disks","2021","Journal of Disks","12","3","","101","120","19","7","10.1000/d.1","","","disks; drums","Magnetic disks","","Elsevier","1234567X","","","English","Article","Final","Scopus","2-s2.0-1"
"Doe B.","Doe, Bo (57000000002)","57000000002","Fast drums","2022","Physical Review","90","2","125415","","","","7","10.1000/d.2","","","","","","APS","","","","English","Article","Final","Scopus","2-s2.0-2"
`

const WEB_OF_SCIENCE = [
  [
    'PT',
    'AU',
    'TI',
    'SO',
    'SE',
    'LA',
    'DT',
    'DE',
    'ID',
    'SP',
    'PU',
    'PI',
    'SN',
    'EI',
    'BN',
    'PY',
    'VL',
    'IS',
    'BP',
    'EP',
    'AR',
    'DI',
    'UT',
  ],
  [
    'J',
    'Roe, A',
    'Slow disks',
    'JOURNAL OF DISKS',
    '',
    'English',
    'Article',
    'disks; drums',
    'TAPE',
    'ACME',
    'ELSEVIER',
    'AMSTERDAM',
    '1234-567X',
    '1111-1111',
    '',
    '2021',
    '12',
    '3',
    '101',
    '120',
    '',
    '10.1000/d.1',
    'WOS:1',
  ],
]
  .map((cells) => cells.join('\t'))
  .join('\r\n')

const IEEE = `"Document Title",Authors,"Author Affiliations","Publication Title",Date Added To Xplore,"Publication Year","Volume","Issue","Start Page","End Page","Abstract","ISSN",ISBNs,"DOI",Funding Information,PDF Link,"Author Keywords","IEEE Terms",Online Date,"Publisher",Document Identifier
"Slow disks","A. Roe; B. Doe","","2021 Conference on Disks","1 May 2021","2021","12","3","101","120","","1234-567X","978-3-16-148410-0","10.1000/d.1","","","disks;drums","Tape","1 May 2021","IEEE","IEEE Conferences"
`

describe('what a file knows about a paper goes out in every bibliography', () => {
  test('from the XML of EndNote', () => {
    const { bibtex, ris, csl } = printed(read('library.xml', ENDNOTE))
    expect(bibtex).toMatchObject({
      key: 'Roe2021',
      type: 'incollection',
      booktitle: 'Handbook of Disks',
      volume: '12',
      number: '3',
      pages: '101--120',
      publisher: 'Springer \\& Sons',
      address: 'Zürich',
      edition: '2nd',
      isbn: '978-3-16-148410-0',
      issn: '1234-567X',
      keywords: 'disks, tape \\& drums',
      language: 'English',
      series: 'Lecture Notes in Disks',
      editor: 'Hopper, Grace and Li, Wei',
    })
    expect(ris).toEqual(
      expect.arrayContaining([
        'TY  - CHAP',
        'VL  - 12',
        'IS  - 3',
        'SP  - 101',
        'EP  - 120',
        'PB  - Springer & Sons',
        'CY  - Zürich',
        'ET  - 2nd',
        'SN  - 978-3-16-148410-0',
        'SN  - 1234-567X',
        'KW  - disks',
        'KW  - tape & drums',
        'LA  - English',
        'ED  - Hopper, Grace',
        'ID  - Roe2021',
      ]),
    )
    expect(csl).toMatchObject({
      id: 'Roe2021',
      type: 'chapter',
      volume: '12',
      issue: '3',
      page: '101-120',
      publisher: 'Springer & Sons',
      'publisher-place': 'Zürich',
      ISBN: '978-3-16-148410-0',
      ISSN: '1234-567X',
      keyword: 'disks, tape & drums',
      language: 'English',
      'collection-title': 'Lecture Notes in Disks',
      editor: [
        { family: 'Hopper', given: 'Grace' },
        { family: 'Li', given: 'Wei' },
      ],
    })
  })

  test('from the XML of PubMed, where a heading of MeSH has a comma', () => {
    const { bibtex, ris, csl } = printed(read('pubmed.xml', PUBMED))
    expect(bibtex).toMatchObject({
      type: 'article',
      journal: 'Journal of disks',
      volume: '58',
      number: '4',
      pages: '1002--1008',
      issn: '1234-567X',
      keywords: 'drums, Disks{,} Magnetic',
      language: 'eng',
    })
    expect(ris).toEqual(
      expect.arrayContaining([
        'TY  - JOUR',
        'VL  - 58',
        'IS  - 4',
        'SP  - 1002',
        'EP  - 1008',
        'KW  - Disks, Magnetic',
      ]),
    )
    expect(csl).toMatchObject({ type: 'article-journal', volume: '58', issue: '4', page: '1002-1008', language: 'eng' })
  })

  test('from a chapter in the XML of PubMed', () => {
    const { bibtex, csl } = printed(read('pubmed.xml', CHAPTER))
    const facts = { publisher: 'StatPearls Publishing', edition: '3rd', language: 'eng' }
    expect(bibtex).toMatchObject({ ...facts, type: 'incollection', isbn: '9783161484100', editor: 'Poe, Ed' })
    expect(csl).toMatchObject({ ...facts, type: 'chapter', 'publisher-place': 'Treasure Island (FL)' })
  })

  test('from the RDF of Zotero, where the book around a chapter has the volume', () => {
    const { bibtex, csl } = printed(read('library.rdf', RDF))
    const facts = { volume: '12', publisher: 'Springer', language: 'en' }
    expect(bibtex).toMatchObject({ ...facts, key: 'roe2021', type: 'incollection', number: '3', pages: '101--120' })
    expect(bibtex).toMatchObject({
      address: 'Zürich',
      series: 'Lecture Notes',
      issn: '1234-567X',
      editor: 'Hopper, Grace',
    })
    expect(csl).toMatchObject({ ...facts, id: 'roe2021', type: 'chapter', keyword: 'drums', edition: '2' })
  })

  test('from the YAML of Typst, where the journal of an article has the volume', () => {
    const { bibtex, ris } = printed(read('typst.yml', HAYAGRIVA))
    expect(bibtex).toMatchObject({ key: 'slow-disks', type: 'article', volume: '12', number: '3', pages: '101--120' })
    expect(bibtex).toMatchObject({ publisher: 'Springer', address: 'Zürich', issn: '1234-567X', language: 'en' })
    expect(bibtex).toMatchObject({ editor: 'van den Berg, Cy' })
    expect(ris).toEqual(expect.arrayContaining(['TY  - JOUR', 'VL  - 12', 'ID  - slow-disks']))
  })

  test('from the CSV of Zotero, with the citation key in the field Extra', () => {
    const { bibtex, ris, csl } = printed(read('library.csv', ZOTERO))
    expect(bibtex).toMatchObject({
      key: 'roe2021',
      type: 'incollection',
      volume: '12',
      number: '3',
      pages: '101--120',
      publisher: 'Springer \\& Sons',
      address: 'Zürich',
      isbn: '978-3-16-148410-0',
      issn: '1234-567X',
      keywords: 'disks, tape{,} drums',
      language: 'English',
      series: 'Lecture Notes in Disks',
      editor: 'Hopper, Grace and Li, Wei',
    })
    expect(ris).toEqual(
      expect.arrayContaining(['TY  - CHAP', 'VL  - 12', 'IS  - 3', 'KW  - tape, drums', 'ID  - roe2021']),
    )
    expect(csl).toMatchObject({
      id: 'roe2021',
      type: 'chapter',
      volume: '12',
      issue: '3',
      publisher: 'Springer & Sons',
    })
  })

  test.each([
    ['Scopus', SCOPUS, { type: 'article', publisher: 'Elsevier', keywords: 'disks, drums, Magnetic disks' }],
    [
      'the Web of Science',
      WEB_OF_SCIENCE,
      { type: 'article', publisher: 'ELSEVIER', keywords: 'disks, drums', address: 'AMSTERDAM' },
    ],
    [
      'IEEE Xplore',
      IEEE,
      { type: 'inproceedings', publisher: 'IEEE', keywords: 'disks, drums, Tape', isbn: '978-3-16-148410-0' },
    ],
  ])('from the table of %s', (_, text, own) => {
    const { bibtex, csl } = printed(read('export.csv', text))
    expect(bibtex).toMatchObject({
      volume: '12',
      number: '3',
      pages: '101--120',
      issn: expect.stringContaining('1234'),
      ...own,
    })
    expect(csl).toMatchObject({ volume: '12', issue: '3', page: '101-120' })
  })

  test('with the number of an article that has no pages', () => {
    expect(read('scopus.csv', SCOPUS)[1]!.bibliography!.fields).toMatchObject({ volume: '90', page: '125415' })
  })
})

test.each([
  ['better-bibtex', { key: 'roe2021', type: 'article' }],
  ['crossref', { type: 'inproceedings', publisher: 'ACM' }],
  ['dblp', { type: 'inproceedings', pages: '1--10' }],
  ['europe-pmc', { volume: '6', pages: 'e4375', language: 'eng' }],
  ['mendeley', { type: 'article', issn: '1', keywords: 'disks' }],
  ['openalex', { type: 'article', volume: '6', pages: 'e4375' }],
  ['paperpile', { key: 'Roe2021-aa', type: 'article' }],
  ['zotero-api', { type: 'inproceedings', pages: '1--10', publisher: 'ACM', address: 'Town', editor: 'Itor, Ed' }],
])('the JSON of %s says what it knows in BibTeX', (name, facts) => {
  const text = readFileSync(`test/fixtures/services/${name}.json`, 'utf8')
  expect(printed(read(`${name}.json`, text)).bibtex).toMatchObject(facts)
})

test('a chapter of Crossref is one in BibTeX and in RIS', () => {
  const item = { type: 'book-chapter', title: ['One'], 'container-title': ['Two'], issued: { 'date-parts': [[2021]] } }
  const { bibtex, ris } = printed(read('crossref.json', JSON.stringify({ message: { items: [item] } })))
  expect(bibtex.type).toBe('incollection')
  expect(ris[0]).toBe('TY  - CHAP')
})

test('an object that is no paper of a bibliography has no facts in its numbers and languages', () => {
  const text = '[{"title": "Slow Disks of Old", "authors": ["Ann Roe"], "number": 1, "language": "Python"}]'
  expect(read('papers.json', text)[0]!.bibliography).toBeUndefined()
})

describe('a table that is no bibliography', () => {
  test('has no facts in columns of numbers, languages and addresses', () => {
    const text = 'Title,Number,Language,Address,Type,de\nSlow Disks of Old,1,Python,Main Street,Survey,Alte Platten\n'
    expect(read('mine.csv', text)[0]!.bibliography).toBeUndefined()
  })

  test('has its keywords, its types and its citation keys', () => {
    const text = 'Title,Number,Keywords,Type,Citation Key\nSlow Disks of Old,1,"disks, tape",Thesis,roe2021\n'
    expect(read('mine.csv', text)[0]!.bibliography).toEqual({
      format: 'csl',
      key: 'roe2021',
      type: 'thesis',
      fields: { keyword: 'disks, tape' },
    })
  })

  test('has no entry where its columns of facts are empty', () => {
    expect(read('mine.csv', 'Title,Volume,Pages\nSlow Disks of Old,,\n')[0]!.bibliography).toBeUndefined()
  })
})

test('facts are kept with a paper that comes in again from what was printed', () => {
  for (const [name, text] of [
    ['a.xml', ENDNOTE],
    ['b.xml', PUBMED],
    ['c.csv', ZOTERO],
    ['d.csv', SCOPUS],
  ] as const) {
    const entries = read(name, text)
    const before = formats.bibtex.print('', entries)
    for (const format of ['csl', 'ris'] as const)
      expect(formats.bibtex.print('', formats[format].parse(formats[format].print('', entries)).entries)).toBe(before)
  }
})

test('whatever the cells of a table hold, its facts go out as CSL-JSON and come back', () => {
  const cell = fc.oneof(line, fc.constant(''), fc.constantFrom('3', '1-2', 'a; b, c', '&amp;', '<i>x</i>'))
  const names = [
    'Volume',
    'Issue',
    'Pages',
    'Publisher',
    'Editors',
    'Keywords',
    'ISSN',
    'Language',
    'Item Type',
    'Citation Key',
  ]
  fc.assert(
    fc.property(fc.tuple(...names.map(() => cell)), (cells) => {
      const { entries } = parseCsv(
        printCells([
          ['Title', 'Year', ...names],
          ['Slow Disks of Old', '2021', ...cells],
        ]),
      )
      const [back] = formats.csl.parse(formats.csl.print('', entries)).entries
      // Without a key or a type of its own an item has those that are made for it.
      const { key, type, fields = {} } = entries[0]!.bibliography ?? {}
      expect(back!.bibliography).toMatchObject({ fields, ...(key && { key }), ...(type && { type }) })
    }),
    { numRuns: Number(process.env['FUZZ'] ?? 300) },
  )
})
