import { parseList } from '../../model/paper/list.ts'
import { fold } from '../../model/text/fold.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { isObject, readJson, type Json } from './jsonObjects.ts'
import { bareArxiv, normalizeDoi } from '../entry/addresses.ts'
import { toLf } from '../entry/lineNumbers.ts'

/** Parses a list in the app’s own format (data/list.schema.json), even if the file is truncated or damaged. */
export function parseOffprint(file: string): Parsed {
  const text = toLf(file)
  const {
    value,
    lineOf,
    notices: broken,
  } = readJson(text, (item) => typeof item['title'] === 'string' && !('papers' in item))
  const notices: Notice[] = [...broken]
  const head: Json = isObject(value)
    ? value
    : { title: /"title"\s*:\s*"([^"\\]*)"/.exec(text.slice(0, text.indexOf('"papers"')))?.[1] ?? '' }
  const papers = isObject(value) ? value['papers'] : value
  const raw = Array.isArray(papers) ? (papers as unknown[]) : []
  // Papers are parsed one by one, so that each keeps its line and duplicates stay separate.
  const entries = raw.flatMap((item, i): readonly Entry[] => {
    const line = isObject(item) ? lineOf(item) : 1
    const { venue, year } = head
    const { list, problems } = parseList(
      '',
      JSON.stringify({
        id: 'list',
        title: 'List',
        ...(venue === undefined ? {} : { venue }),
        ...(year === undefined ? {} : { year }),
        papers: [item],
      }),
    )
    for (const { paper, field, message } of problems)
      if (paper !== null || i === 0) notices.push({ line, field, message })
    const paper = list?.papers[0]
    if (!paper || !isObject(item)) return []
    const { title, authors, abstract, topics, affiliations, links, awards, notices: remarks, highlights } = paper
    const doi = normalizeDoi(typeof item['doi'] === 'string' ? item['doi'] : '')
    const arxiv = bareArxiv(typeof item['arxiv'] === 'string' ? item['arxiv'] : '')
    const facts = {
      title,
      authors,
      year: paper.year,
      venue: paper.venue,
      abstract,
      topics,
      affiliations,
      links,
      awards,
      notices: remarks,
      highlights,
      ...(paper.bibliography && { bibliography: paper.bibliography }),
    }
    return [complete({ ...BLANK, ...facts, doi, arxiv, line })]
  })
  if (!Array.isArray(papers))
    notices.push({ line: 1, field: 'papers', message: 'is missing: a list is an object with an array "papers"' })
  return { title: typeof head['title'] === 'string' ? head['title'] : '', entries, notices }
}

/** Whether a text begins as `printOffprint` begins it. */
export const isOwnList = (text: string): boolean =>
  /^\s*\{\s*"id"\s*:\s*"[^"\\]*",\s*"title"\s*:\s*"(?:[^"\\]|\\.)*",\s*"papers"\s*:\s*\[/.test(text)

/** What a shared list says of a paper, in this order. Marks are the reader’s own. */
const FACTS = [
  'title',
  'authors',
  'year',
  'venue',
  'doi',
  'arxiv',
  'abstract',
  'topics',
  'affiliations',
  'links',
  'awards',
  'notices',
  'highlights',
  'bibliography',
] as const satisfies readonly (keyof Entry)[]

/** Prints a list for sharing: the facts about the papers and the bibliography entries that they came from, without marks. */
export function printOffprint(title: string, entries: readonly Entry[]): string {
  const papers = entries.map((entry) =>
    Object.fromEntries(
      FACTS.map((fact) => [fact, entry[fact]] as const).filter(
        ([, value]) => value && (!Array.isArray(value) || value.length > 0),
      ),
    ),
  )
  const name = title.trim() || 'Papers'
  const id =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'papers'
  return `${JSON.stringify({ id, title: name, papers }, null, 2)}\n`
}
