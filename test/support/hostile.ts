import { parseEmphasis } from '../../src/model/note/emphasis.ts'
import { readArxiv, readDoi } from '../../src/model/paper/identity.ts'
import { titleIdentity } from '../../src/model/paper/titleIdentity.ts'
import { hasMaths } from '../../src/model/note/math.ts'
import { firstLine } from '../../src/model/note/noteExcerpt.ts'
import { insertBlock, pasteLink, toLink, wrap, type Operation } from '../../src/model/note/noteEdit.ts'
import { isCode } from '../../src/model/note/noteLines.ts'
import { linkBegun, linkedId, linksIn } from '../../src/model/note/noteLink.ts'
import { goOn, indent, outdent } from '../../src/model/note/noteList.ts'
import { tick, tickSelected, toTasks } from '../../src/model/note/noteTask.ts'
import { parseQuery, printQuery } from '../../src/model/query/query.ts'
import { toggleChoice } from '../../src/model/query/queryEdit.ts'
import { findSpans, fold, foldLines } from '../../src/model/text/fold.ts'
import { findTerms } from '../../src/model/text/terms.ts'
import { countWords } from '../../src/model/note/wordCount.ts'
import { createSpeller } from '../../src/engine/query/spelling.ts'
import { detect, formats } from '../../src/formats/format.ts'
import { addressesIn } from '../../src/formats/entry/addresses.ts'
import { draftOf, NEW_PAPER, readDraft } from '../../src/formats/draft/paperDraft.ts'
import { printShared } from '../../src/formats/pasted/printShared.ts'
import { readPage } from '../../src/formats/pasted/readPage.ts'
import { readPasted } from '../../src/formats/pasted/readPasted.ts'

/** All parsers of foreign text, by name. */
export const readers = {
  markdown: (text) => formats.markdown.parse(text),
  bibtex: (text) => formats.bibtex.parse(text),
  ris: (text) => formats.ris.parse(text),
  csv: (text) => formats.csv.parse(text),
  citations: (text) => formats.citations.parse(text),
  csl: (text) => formats.csl.parse(text),
  json: (text) => formats.paperJson.parse(text),
  offprint: (text) => formats.json.parse(text),
  bookmarks: (text) => formats.bookmarks.parse(text),
  bibliography: (text) => formats.bibliography.parse(text),
  endNoteXml: (text) => formats.endNoteXml.parse(text),
  pubmedXml: (text) => formats.pubmedXml.parse(text),
  zoteroRdf: (text) => formats.zoteroRdf.parse(text),
  yaml: (text) => formats.yaml.parse(text),
  vaultNote: (text) => formats.note.parse(text),
  detect: (text) => Object.values(formats).map(({ isLike }) => isLike(text)),
  named: (text) => detect('list.csv', text),
  pasted: (text) => readPasted(text),
  pastedTitle: (text) => readPasted(`https://example.org/a ${text} 10.1234/a`),
  shared: (text) => {
    readPasted(printShared({ title: text, text: '', url: 'https://example.org/a' }))
    readPasted(printShared({ title: '', text, url: '' }))
  },
  page: (text) => {
    readPage(text)
    for (const field of ['title', 'authors', 'year', 'venue', 'doi', 'arxiv', 'url', 'pdf', 'abstract'])
      readPage(String(new URLSearchParams({ [field]: text })))
  },
  form: (text) => {
    const { title: _title, ...fields } = draftOf(NEW_PAPER)
    readDraft({ ...fields, title: text, authors: text, links: `${text} https://example.org/\n${text}`, topics: text })
    readDraft({ ...fields, title: 'A paper', abstract: text, venue: text, doi: text, link: text, year: text })
  },
  query: (text) => {
    const query = parseQuery(text)
    printQuery(query)
    toggleChoice(text, 'status', 'read')
  },
  note: (text) => {
    firstLine(text)
    linksIn(text)
    hasMaths(text)
    countWords(text)
    isCode(text, text.length)
    linkBegun({ text, from: text.length, to: text.length })
    linkedId(text)
    tick(text, text.length)
  },
  noteEdit: (text) => {
    const operations: readonly Operation[] = [
      toLink,
      wrap('**'),
      wrap('$'),
      goOn,
      indent,
      outdent,
      toTasks,
      tickSelected,
    ]
    for (const from of [0, text.length]) for (const run of operations) run({ text, from, to: text.length })
    pasteLink({ text, from: 0, to: text.length }, 'https://example.org/')
    insertBlock({ text, from: 0, to: 0 }, text)
  },
  search: (text) => {
    const folded = fold(text)
    foldLines([text])
    findTerms(text)
    findSpans(text, [folded.slice(0, 40), 'a'])
    titleIdentity(text)
    readDoi(text)
    readArxiv(text)
    addressesIn(text)
  },
  spelling: (text) => createSpeller([fold(text)])('attenton'),
  emphasis: (text) => parseEmphasis(text),
} as const satisfies Readonly<Record<string, (text: string) => unknown>>
export type ReaderName = keyof typeof readers

/** Characters, words and prefixes of every syntax, to be repeated up to the length of a text. */
export const UNITS = {
  dashes: '-',
  dots: '.',
  blanks: ' ',
  tabs: '\t',
  'line ends': '\n',
  'CR alone': '\r',
  'CR and LF': '\r\n',
  'lines of blanks': '    \n',
  'lines of tabs': '\t\t\n',
  'non-breaking blanks': '\u00a0',
  'byte order marks': '\ufeff',
  zeros: '\0',
  'half surrogates': '\ud800',
  emoji: '😀',
  'joined emoji': '👩\u200d',
  'combining marks': '\u0301',
  'letters with marks': 'e\u0301',
  'right to left': 'א',
  'right-to-left marks': '\u202e',
  'Chinese signs': '论文',
  'Chinese commas': '，',
  letters: 'a',
  capitals: 'A',
  digits: '1',
  'numbers and blanks': '12 ',
  years: '2024 ',
  'years and commas': '2024, ',
  'capital words': 'Ab ',
  words: 'ab cd ',
  'words and commas': 'ab, ',
  'words and semicolons': 'ab; ',
  'words and bars': 'ab | ',
  initials: 'A. ',
  'initials and hyphens': 'A.-',
  'names and initials': 'Doe A., ',
  'and and': 'and ',
  'names and and': 'Ab Cd and ',
  'et al': 'et al. ',
  commas: ',',
  semicolons: ';',
  colons: ':',
  'colons of emoji': ':a',
  'open emoji words': ':a:',
  slashes: '/',
  backslashes: '\\',
  'escaped quotes': '\\"',
  bars: '|',
  'cells of bars': '| a ',
  underscores: '_',
  'doubled underscores': '__a',
  stars: '*',
  'doubled stars': '**a',
  'stars and words': '*a ',
  'words and stars': 'a* ',
  tildes: '~',
  'doubled tildes': '~~a',
  backticks: '`',
  'backticks of growing runs': '`a``b```c',
  dollars: '$',
  'dollars and words': '$a ',
  'dollars and digits': '$1',
  'doubled dollars': '$$a',
  'open braces': '{',
  'closed braces': '}',
  'empty braces': '{}',
  'braces of braces': '{a}',
  'open parentheses': '(',
  'closed parentheses': ')',
  'words in parentheses': '(a) ',
  'open brackets': '[',
  'closed brackets': ']',
  'doubled open brackets': '[[',
  'links to papers': '[[a]]',
  'open links to papers': '[[a|',
  'ends of links': '](',
  'open links': '[a](',
  'empty links': '[]()',
  links: '[a](b) ',
  'web links': '[Paper](https://arxiv.org/abs/2401.00001) ',
  'reference links': '[a][b]',
  pictures: '![a](b)',
  'open pictures': '![',
  'links in brackets': '[[a](b)] ',
  footnotes: '[^1]',
  'definitions of footnotes': '[^1]: a\n',
  'many footnotes': '[^a]: b\n\n[^a] ',
  definitions: '[a]: b\n',
  'angle brackets': '<',
  'closed angle brackets': '>',
  'lines of angle brackets': '<\n',
  'open tags': '<a ',
  tags: '<b>',
  'tags and ends': '<i>a</i>',
  'tags of attributes': '<a href="b">',
  'tags with open quotes': '<a href="',
  attributes: 'a="b" ',
  'ends of tags': '</a>',
  'line breaks': '<br>',
  details: '<details><summary>a</summary>',
  'cells of HTML': '<td>',
  'rows of HTML': '<tr>',
  'list items of HTML': '<li>',
  comments: '<!-- a -->',
  'open comments': '<!--',
  'processing instructions': '<?a',
  declarations: '<!A',
  CDATA: '<![CDATA[',
  'addresses in angles': '<https://a.b> ',
  entities: '&amp;',
  ampersands: '&',
  'numbers of entities': '&#1',
  'lazy lines': '> a\nb\n',
  'quotes in quotes': '> ',
  'quote lines': '> a\n',
  'hard breaks': 'a  \n',
  'hard breaks by backslash': 'a\\\n',
  lines: 'a\n',
  paragraphs: 'a\n\n',
  headings: '# a\n',
  'deep headings': '###### a\n',
  hashes: '#',
  'underlined headings': 'a\n-\n',
  'equal signs': '=',
  rules: '---\n',
  bullets: '- a\n',
  'empty bullets': '-\n',
  'bullets on one line': '- ',
  'stars on one line': '* ',
  'plus signs': '+ ',
  'numbered items': '1. a\n',
  'numbers on one line': '1. ',
  tasks: '- [ ] a\n',
  fences: '```\n',
  'open fences': '```a\n',
  'fences of tildes': '~~~\n\n',
  'rows of a table': '| a | b |\n',
  'delimiter rows': '|---|\n',
  'Liquid tags': '{% a %}',
  'open Liquid tags': '{% ',
  'Liquid signs': '{%',
  'Kramdown marks': '){: .a}',
  addresses: 'https://a.b/ ',
  'addresses of dots': 'https://a.b/.',
  'begun addresses': 'http',
  schemes: 'http://',
  'schemes and closers': 'https://a.b)',
  www: 'www.',
  'www and letters': 'www.a ',
  'mail addresses': 'a@b.c ',
  'at signs': '@',
  'mail signs': 'a@',
  'dots and letters': 'a.',
  DOIs: '10.1234/a ',
  'begun DOIs': '10.1',
  'begun arXiv': 'arxiv:',
  'arXiv and blanks': 'arxiv: ',
  'begun doi': 'doi:',
  'arXiv letters': 'arxiv.org/abs/a-',
  'double quotes': '"',
  'quoted letters': '"a" ',
  'quoted commas': '","',
  'opened quotes': ',"a',
  'single quotes': "'",
  'curly quotes': '“a',
  'TeX commands': '\\a',
  'TeX accents': "\\'",
  'TeX accents and braces': '\\"{',
  'TeX quotes': '\\enquote{',
  'TeX parentheses': '\\(',
  'TeX maths': '\\ensuremath{',
  'TeX addresses': '\\url ',
  'TeX begins': '\\begin{a}',
  'TeX begins open': '\\begin{',
  'TeX tildes': '\\textasciitilde ',
  entries: '@article{a,\n',
  'entries in one line': '@a{b,',
  'entry fields': 'a = {b},\n',
  'open fields': 'a = {\n',
  'open quoted fields': 'a = "\n',
  'joined values': '"a" # ',
  'names of fields': 'a=',
  'percent signs': '%',
  'comments of TeX': '% a\n',
  'entry comments': '@comment{',
  'entry strings': '@string{a="b"}',
  'RIS lines': 'TY  - JOUR\n',
  'RIS titles': 'TI  - a\n',
  'RIS ends': 'ER  - \n',
  'RIS spaces': '    a\n',
  'loose RIS': 'ti -  ',
  'EndNote lines': '%T a\n',
  'PubMed lines': 'PMID- 1\n',
  'JSON objects': '{"a":1},',
  'JSON openers': '{"a":',
  'JSON arrays': '[',
  'JSON lines': '{"title":"a"}\n',
  'broken JSON lines': '{"title":"a}\n',
  'papers in JSON': '{"title":"a","author":"b"},',
  'JSON escapes': '\\u0000',
  'words of a query': 'a ',
  'choices of a query': 'status:read ',
  'tags of a query': 'tag:a ',
  prefixes: 'a:',
  'minus signs and words': '-a ',
  OR: 'a OR ',
  NOT: 'NOT ',
  'brackets of a query': '(a ',
  'years of a query': 'year:2020.. ',
  'full stops and capitals': 'ab. Ab ',
  'signs of venues': 'in: ',
  'best words': 'best ',
  'award words': 'best paper ',
  'names of venues': 'ICLR ',
  'venues and years': "OSDI '23 ",
  'capital letters and commas': 'A, ',
  dates: '2024-01-',
  'list labels': 'Paper | ',
  medals: '🏆',
  keys: 'Authors: ',
  by: ' by A',
  'of the': 'of the ',
  'bold labels': '**[a]** ',
  'links after bold': '**a** [b](c) ',
  'nested emphasis': '*a **b ',
  'deeper bullets': '\n  - a',
  shields: 'https://img.shields.io/badge/a-b-c ',
  contents: '- [a](#a)\n',
  'backslash and line end': '\\\n',
  'form feeds': '\f',
  'vertical lines': '\u2028',
} as const satisfies Readonly<Record<string, string>>

/** A unit repeated up to so many letters. */
export const fill = (unit: string, letters: number): string =>
  unit.repeat(Math.ceil(letters / unit.length)).slice(0, letters)

type Slot = readonly [reader: ReaderName, before: string, after: string]
/** Where the units are in a text: everywhere, or within a value of each format. */
export const SLOTS = {
  ...(Object.fromEntries(
    Object.keys(readers).map((name) => [name, [name as ReaderName, '', '']]),
  ) as unknown as Readonly<Record<ReaderName, Slot>>),
  'md item': ['markdown', '# Papers\n\n- [A Title of a Paper](https://arxiv.org/abs/2401.00001) ', '\n'],
  'md title': ['markdown', '- [', '](https://arxiv.org/abs/2401.00001)\n'],
  'md plain': ['markdown', '- A Title of a Paper ', ' b\n'],
  'md below': ['markdown', '- **A Title of a Paper**\n  - ', '\n'],
  'md address': ['markdown', '- [A Title of a Paper](https://a.b/', ')\n'],
  'md heading': ['markdown', '# ', '\n\n- [A Title of a Paper](https://arxiv.org/abs/2401.00001)\n'],
  'md cell': ['markdown', '| Title | Venue | Authors |\n|---|---|---|\n| A Title of a Paper | b | ', ' |\n'],
  'md lines': ['markdown', '- A Title of a Paper\n\n  ', '\n'],
  'md html': ['markdown', '<div>', '</div>\n'],
  'md comment': ['markdown', '- [A](https://a.b)\n  <!-- offprint\n{"title":"', '"}\n-->\n'],
  'md front': ['markdown', '---\ntitle: ', '\n---\n- [A Title of a Paper](https://arxiv.org/abs/2401.00001)\n'],
  'citation title': ['citations', 'Doe, A., & Roe, B. (2019). ', '. Journal of Disks, 12(3), 45–67.\n'],
  'citation people': ['citations', 'Doe, A., ', ' (2019). A title. Journal of Disks, 12(3), 45–67.\n'],
  'citation venue': ['citations', 'Doe, A. (2019). A title. ', ', 12(3), 45–67.\n'],
  'bib title': ['bibtex', '@article{a,\n title = {', '},\n}\n'],
  'bib quoted': ['bibtex', '@article{a,\n title = "', '",\n}\n'],
  'bib author': ['bibtex', '@article{a,\n title = {b},\n author = {', '},\n}\n'],
  'bib url': ['bibtex', '@article{a,\n title = {b},\n url = {', '},\n}\n'],
  'bib note': ['bibtex', '@article{a,\n title = {b},\n note = {', '},\n annote = {c},\n}\n'],
  'bib note end': ['bibtex', '@article{a,\n title = {b},\n note = {x', 'x},\n}\n'],
  'bib year': ['bibtex', '@article{a,\n title = {b},\n year = {', '},\n}\n'],
  'bib doi': ['bibtex', '@article{a,\n title = {b},\n doi = {', '},\n}\n'],
  'bib eprint': ['bibtex', '@article{a,\n title = {b},\n eprint = {', '},\n}\n'],
  'bib journal': ['bibtex', '@article{a,\n title = {b},\n journal = {', '},\n}\n'],
  'bib links': ['bibtex', '@article{a,\n title = {b},\n links = {', '},\n}\n'],
  'bib keywords': ['bibtex', '@article{a,\n title = {b},\n readstatus={read}, keywords = {', '},\n}\n'],
  'bib key': ['bibtex', '@article{', ',\n title = {b},\n}\n'],
  'bib field': ['bibtex', '@article{a,\n', ' = {b},\n title={c}\n}\n'],
  'bib type': ['bibtex', '@', '{a,\n title = {b},\n}\n'],
  'bib after': ['bibtex', '@article{a,\n title = {b}', '\n}\n'],
  'bib outside': ['bibtex', '@article{a,\n title = {b}}\n', '\n@article{b,\n title = {c}}\n'],
  'bib open': ['bibtex', '@article{a,\n title = {b}, c = {', '\n'],
  'ris title': ['ris', 'TY  - JOUR\nTI  - ', '\nER  - \n'],
  'ris author': ['ris', 'TY  - JOUR\nTI  - b\nAU  - ', '\nER  - \n'],
  'ris link': ['ris', 'TY  - JOUR\nTI  - b\nUR  - ', '\nER  - \n'],
  'ris year': ['ris', 'TY  - JOUR\nTI  - b\nPY  - ', '\nER  - \n'],
  'ris doi': ['ris', 'TY  - JOUR\nTI  - b\nDO  - ', '\nER  - \n'],
  'ris venue': ['ris', 'TY  - JOUR\nTI  - b\nJO  - ', '\nER  - \n'],
  'ris note': ['ris', 'TY  - JOUR\nTI  - b\nN1  - ', '\nER  - \n'],
  'ris points': ['ris', 'TY  - JOUR\nTI  - b\nC8  - ', '\nER  - \n'],
  'csv title': ['csv', 'Title,Authors,Year\n"', '",b,2020\n'],
  'csv bare': ['csv', 'Title,Authors,Year\n', '\n'],
  'csv author': ['csv', 'Title,Authors,Year\na,"', '",2020\n'],
  'csv year': ['csv', 'Title,Authors,Year\na,b,"', '"\n'],
  'csv url': ['csv', 'Title,URL\na,"', '"\n'],
  'csv links': ['csv', 'Title,Links\na,"', '"\n'],
  'csv tags': ['csv', 'Title,Tags,Status\na,"', '",read\n'],
  'csv topics': ['csv', 'Title,Topics\na,"', '"\n'],
  'csv doi': ['csv', 'Title,DOI\na,"', '"\n'],
  'csv arxiv': ['csv', 'Title,arXiv\na,"', '"\n'],
  'csv venue': ['csv', 'Title,Venue\na,"', '"\n'],
  'csv points': ['csv', 'Title,Highlights\na,"', '"\n'],
  'csv header': ['csv', 'Title,Authors,', '\na,b\n'],
  'csv no header': ['csv', 'Some Words of a Title,"', '"\nOther Words of a Title,"b"\n'],
  'csv separator': ['csv', 'sep=;\nTitle;Year\n', '\n'],
  'csl title': ['csl', '[{"title":"b","note":"', '"}]'],
  'csl names': ['csl', '[{"title":"b","author":[{"literal":"', '"}]}]'],
  'csl address': ['csl', '[{"title":"b","URL":"', '"}]'],
  'csl broken': ['csl', '[{"title":"b"},', '{"title":"c"}]'],
  'json title': ['json', '[{"title":"', '"}]'],
  'json authors': ['json', '[{"title":"b","authors":"', '"}]'],
  'json address': ['json', '[{"title":"b","url":"', '"}]'],
  'json broken': ['json', '[{"title":"b"},', '{"title":"c"}]'],
  'offprint title': ['offprint', '{"id":"a","title":"b","papers":[{"title":"', '"}]}'],
  'offprint head': ['offprint', '{"id":"a","title":"', '","papers":[{"title":"b"}]'],
  'bookmark title': ['bookmarks', '<DL><DT><A HREF="https://a.b/">', '</A></DL>'],
  'bookmark address': ['bookmarks', '<DL><DT><A HREF="https://a.b/', '">Title</A></DL>'],
  'bookmark tags': ['bookmarks', '<DL><DT><A HREF="https://a.b/" TAGS="', '">Title</A></DL>'],
  'bibliography words': ['bibliography', '<div class="csl-entry">Roe, A. (2020). ', '</div>'],
  'bibliography COinS': ['bibliography', '<span class="Z3988" title="rft.atitle=a&amp;rft.au=', '"></span>'],
  'EndNote title': [
    'endNoteXml',
    '<xml><records><record><titles><title>',
    '</title></titles></record></records></xml>',
  ],
  'EndNote record': ['endNoteXml', '<xml><records><record>', '</record></records></xml>'],
  'PubMed title': [
    'pubmedXml',
    '<PubmedArticle><MedlineCitation><Article><ArticleTitle>',
    '</ArticleTitle></Article></MedlineCitation></PubmedArticle>',
  ],
  'Zotero note': [
    'zoteroRdf',
    '<rdf:RDF><bib:Memo rdf:about="#m"><rdf:value>',
    '</rdf:value></bib:Memo><bib:Book><dc:title>a</dc:title><dcterms:isReferencedBy rdf:resource="#m"/></bib:Book></rdf:RDF>',
  ],
  'Zotero items': ['zoteroRdf', '<rdf:RDF>', '</rdf:RDF>'],
  'yaml title': ['yaml', 'references:\n- title: "', '"\n  issued: 2020\n'],
  'yaml plain': ['yaml', '- title: a\n  authors: ', '\n'],
  'yaml block': ['yaml', '- title: a\n  abstract: |\n    ', '\n'],
  'yaml flow': ['yaml', '- title: a\n  authors: [', ']\n'],
  'note property': ['vaultNote', '---\ntitle: a\nauthors: "', '"\nyear: 2020\n---\n'],
  'note body': ['vaultNote', '---\ntitle: a\ndoi: 10.1/a\n---\n', ''],
  'own note body': ['vaultNote', '---\ntitle: "a"\nstatus: "Read"\noffprint: true\n---\n', '\n<!-- my note -->\n'],
  'detect after word': ['detect', 'a', 'a'],
  'detect after brace': ['detect', '{', '"a":1}'],
  'detect after at': ['detect', '@article{', ''],
  'detect page': ['detect', '<!doctype html><html class="', ''],
  'detect XML': ['detect', '<?xml version="1.0"?><!-- ', ''],
  'detect YAML': ['detect', '- title: a\n  authors: b\n', ''],
  'detect note': ['detect', '---\ntitle: a\n', ''],
  'detect table': ['detect', 'Title,Year\n', ''],
  'pasted inside': ['pasted', 'x https://example.org/a ', ' x'],
  'pasted address': ['pasted', 'https://example.org/', ''],
  'pasted DOI': ['pasted', '10.1234/', ''],
  'pasted lines': ['pasted', 'A Title\n', '\nA Title'],
  'query quoted': ['query', '"', ''],
  'query choice': ['query', 'tag:"', '"'],
  'query year': ['query', 'year:', ''],
  'note link': ['note', '[[', ' ]'],
  'note code': ['note', '[[a]] `', ''],
  'note dollars': ['note', '$', 'x'],
  'note item': ['noteEdit', '- ', ''],
  'note indent': ['noteEdit', '  ', '- a'],
  'emphasis open': ['emphasis', '*a', ''],
} as const satisfies Readonly<Record<string, Slot>>
export type SlotName = keyof typeof SLOTS
export type UnitName = keyof typeof UNITS

/** A text of so many letters, and its parser. */
export function toAttack(
  slot: SlotName,
  unit: UnitName,
  letters: number,
  isWithin = false,
): { readonly text: string; readonly read: () => unknown } {
  const [reader, before, after] = SLOTS[slot]
  const isJson = /^(?:csl|json|offprint) (?!broken)/.test(slot)
  const filling = isWithin ? `x${fill(UNITS[unit], letters)}x` : fill(UNITS[unit], letters)
  const text = before + (isJson ? JSON.stringify(filling).slice(1, -1) : filling) + after
  return { text, read: () => readers[reader](text) }
}
