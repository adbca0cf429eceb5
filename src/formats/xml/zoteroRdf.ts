import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { TopicPath } from '../../model/paper/paper.ts'
import { keepFacts } from '../bibliography/keepFacts.ts'
import { cslTypeOf } from '../bibliography/typeNames.ts'
import { fieldDoi, labelOf, mentionedArxiv, toAddress } from '../entry/addresses.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { toLine } from '../entry/markup.ts'
import { readStatus } from '../entry/statusWords.ts'
import { yearIn } from '../entry/year.ts'
import { readNoteHtml } from './noteHtml.ts'
import { elementsAt, readElements, textAt, textOf, textsAt, type Element } from './elements.ts'

/**
 * Parses the RDF that Zotero exports. Collections become topics, the tags that the user gave become tags, and notes the
 * note. A journal is in its article, or beside it for several articles.
 */
export function parseZoteroRdf(text: string): Parsed {
  let root: Element | null = null
  const notices = readElements(text, 'xml', new Set(['rdf:RDF']), (element) => (root = element))
  const entries: Entry[] = []
  const missing: Notice[] = []
  const graph = createGraph(root ? childrenOf(root) : [])
  for (const item of graph.items) {
    const entry = readItem(item, graph)
    if (entry.title !== '') entries.push(entry)
    else missing.push({ line: item.line, field: 'dc:title', message: 'is missing, so the item cannot be shown' })
  }
  return { title: '', entries, notices: [...missing, ...notices].toSorted((a, b) => a.line - b.line) }
}

const childrenOf = ({ children }: Element): readonly Element[] =>
  children.filter((child): child is Element => typeof child === 'object')

const ABOUT = 'rdf:about'
const RESOURCE = 'rdf:resource'
/** What is no paper by itself. */
const PARTS = /^(?:bib:(?:Memo|Journal|Series|Conference)|z:(?:Collection|Attachment|Relation))$/

type Graph = ReturnType<typeof createGraph>

function createGraph(nodes: readonly Element[]) {
  const byName = new Map(nodes.map((node) => [node.attributes[ABOUT] ?? '', node]))
  const items = nodes.filter(
    (node) => !PARTS.test(node.name) && !/^(?:attachment|note)$/.test(textAt(node, 'z:itemType')),
  )
  const named = (elements: readonly Element[]) => elements.map(({ attributes }) => attributes[RESOURCE] ?? '')
  /** How many items are in a container that stands beside them. */
  const shared = new Map<string, number>()
  for (const name of items.flatMap((item) => named(elementsAt(item, 'dcterms:isPartOf'))))
    shared.set(name, (shared.get(name) ?? 0) + 1)
  const collections = new Map<string, string[]>()
  for (const node of nodes)
    if (node.name === 'z:Collection')
      for (const part of named(elementsAt(node, 'dcterms:hasPart')))
        collections.set(part, [...(collections.get(part) ?? []), node.attributes[ABOUT] ?? ''])
  return { byName, items, shared, collections, named }
}

function readItem(item: Element, graph: Graph): Entry {
  const { byName, shared, named } = graph
  const parts = elementsAt(item, 'dcterms:isPartOf')
  const inside = parts.flatMap(childrenOf)
  const beside = named(parts).flatMap((name) => byName.get(name) ?? [])
  const events = elementsAt(item, 'bib:presentedAt', 'bib:Conference')
  const isUnpublished = /thesis|report/i.test(textAt(item, 'z:itemType'))
  const venue =
    [...inside, ...beside].map((part) => textAt(part, 'dc:title')).find(Boolean) ??
    events.map((event) => textAt(event, 'dc:title')).find(Boolean) ??
    (isUnpublished ? textAt(item, 'dc:publisher', 'foaf:Organization', 'foaf:name') : '')
  // Zotero writes the DOI of an article into its journal. There a journal of several articles has theirs all.
  const own = beside.filter(({ attributes }) => shared.get(attributes[ABOUT] ?? '') === 1)
  const ids = [item, ...inside, ...own].flatMap((element) => textsAt(element, 'dc:identifier'))
  const extra = elementsAt(item, 'dc:description').map(textOf).join('\n')
  const dois = ids.filter((id) => /^DOI\b/i.test(id))
  const addresses = textsAt(item, 'dc:identifier', 'dcterms:URI', 'rdf:value').map(toAddress).filter(Boolean)
  return complete({
    ...BLANK,
    title: textAt(item, 'dc:title'),
    authors: peopleOf(item, 'bib:authors'),
    year: yearIn(textAt(item, 'dc:date')),
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi: dois.map(fieldDoi).find(Boolean) ?? fieldDoi(/^DOI: *(\S+)/im.exec(extra)?.[1] ?? ''),
    arxiv: mentionedArxiv(extra) || mentionedArxiv(venue) || addresses.map(mentionedArxiv).find(Boolean) || '',
    abstract: textAt(item, 'dcterms:abstract'),
    topics: pathsOf(item.attributes[ABOUT] ?? '', graph, new Set()),
    links: addresses.map((url) => ({ label: labelOf(url), url })),
    mark: readMark(item, extra, graph),
    ...readFacts([item, ...inside, ...own], extra),
    line: item.line,
  })
}

/** Zotero has volume and number in the journal of an article. `elements` are the item and what is of it alone. */
function readFacts(elements: readonly Element[], extra: string): Pick<Entry, 'bibliography'> {
  const all = (...path: readonly string[]) => elements.flatMap((element) => textsAt(element, ...path))
  const first = (...path: readonly string[]) => all(...path)[0] ?? ''
  const numbers = (name: RegExp) => all('dc:identifier').flatMap((id) => name.exec(id)?.[1] ?? [])
  return keepFacts({
    key: /^Citation Key: *(\S+)/im.exec(extra)?.[1] ?? '',
    type: cslTypeOf(first('z:itemType')),
    values: {
      volume: first('prism:volume'),
      number: first('prism:number'),
      pages: first('bib:pages'),
      publisher: first('dc:publisher', 'foaf:Organization', 'foaf:name'),
      address: first('dc:publisher', 'foaf:Organization', 'vcard:adr', 'vcard:Address', 'vcard:locality'),
      edition: first('prism:edition'),
      isbn: numbers(/^ISBN (.+)/),
      issn: numbers(/^ISSN (.+)/),
      keywords: all('dc:subject', 'z:AutomaticTag', 'rdf:value'),
      language: first('z:language'),
      series: first('dcterms:isPartOf', 'bib:Series', 'dc:title'),
      editor: peopleOf(elements[0]!, 'bib:editors'),
    },
  })
}

const peopleOf = (item: Element, role: string): readonly string[] =>
  elementsAt(item, role, 'rdf:Seq', 'rdf:li', 'foaf:Person').map(readPerson).filter(Boolean)

const readPerson = (person: Element) =>
  toLine(
    [textAt(person, 'foaf:givenName') || textAt(person, 'foaf:givenname'), textAt(person, 'foaf:surname')].join(' '),
  )

/** The paths of collections around an item or a collection. `seen` ends a circle. */
function pathsOf(name: string, graph: Graph, seen: ReadonlySet<string>): readonly TopicPath[] {
  if (seen.has(name) || seen.size > MOST_COLLECTIONS) return []
  return (graph.collections.get(name) ?? []).flatMap((outer) => {
    const collection = graph.byName.get(outer)
    const title = collection ? textAt(collection, 'dc:title') : ''
    const around = pathsOf(outer, graph, new Set([...seen, name]))
    return (around.length > 0 ? around : [[]])
      .map((path) => (title ? [...path, title] : path))
      .filter((path) => path.length > 0)
  })
}

const MOST_COLLECTIONS = 16

function readMark(item: Element, extra: string, { byName, named }: Graph): Mark | null {
  // Tags that a database gave are in an element of their own.
  const tags = elementsAt(item, 'dc:subject')
    .filter((subject) => childrenOf(subject).length === 0)
    .map((subject) => toLine(textOf(subject)))
    .filter(Boolean)
  const notes = named(elementsAt(item, 'dcterms:isReferencedBy')).flatMap((name) => {
    const memo = byName.get(name)
    return memo ? elementsAt(memo, 'rdf:value').map((value) => readNoteHtml(textOf(value))) : []
  })
  const status = readStatus(/^Read_Status: *(.+)$/m.exec(extra)?.[1] ?? '')
  const note = notes.filter(Boolean).join('\n\n')
  if (tags.length === 0 && note === '' && !status) return null
  return { ...UNMARKED, tags: [...new Set(tags)], note, ...(status && { status }) }
}
