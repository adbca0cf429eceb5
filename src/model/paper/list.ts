import { parseJson } from '../parseJson.ts'
import { toParagraphs } from '../text/paragraphs.ts'
import { identify, readArxiv, readDoi } from './identity.ts'
import {
  type Fields,
  isObject,
  isText,
  readAddress,
  readBibliography,
  readHighlight,
  readItems,
  readLine,
  readLink,
  readText,
  readTime,
  readTopic,
  type Report,
  readYear,
} from './listFields.ts'
import type { Paper, PaperId } from './paper.ts'
import { mergePapers } from './mergePapers.ts'

/** A reading list parsed from a file; data/list.schema.json describes the format for authors. */
export type List = ListHead & { readonly papers: readonly Paper[] }

export type ListHead = {
  readonly id: string
  readonly title: string
  readonly homepage: string | null
  readonly paperList: string | null
  readonly acceptance: { readonly accepted: number; readonly submitted: number; readonly percent: number } | null
}

/** A part of a file that cannot be used. The rest is used. */
export type Problem = {
  readonly file: string
  /** Title of the paper concerned, or its position in the file. */
  readonly paper: string | null
  readonly field: string | null
  readonly message: string
}

/** Parses a list from the text of `file`. Omits a paper without a title and any invalid field, and reports both. */
export function parseList(file: string, text: string): { readonly list: List | null; readonly problems: Problem[] } {
  const problems: Problem[] = []
  const at =
    (paper: string | null): Report =>
    (field, message) =>
      problems.push({ file, paper, field, message })

  const parsed = parseJson(text.replace(/^\uFEFF/, ''))
  if (!('value' in parsed)) {
    at(null)(null, `is not JSON: line ${parsed.line}, column ${parsed.column}: ${parsed.message}`)
    return { list: null, problems }
  }
  const json = parsed.value
  if (!isObject(json) || !Array.isArray(json['papers'])) {
    at(null)('papers', 'is missing: a list is an object with an array "papers"')
    return { list: null, problems }
  }

  const head = readHead(file, json, at(null))
  const papers: Paper[] = []
  const known = new Map<PaperId, number>()
  const slugs = new Set<string>()
  for (const [index, entry] of (json['papers'] as unknown[]).entries()) {
    const report = at(isObject(entry) && isText(entry['title']) ? entry['title'] : `paper ${index + 1}`)
    const paper = readPaper(entry, head, report)
    if (!paper) continue
    const slug = isObject(entry) ? readText(entry, 'id', report) : undefined
    if (slug !== undefined) {
      if (slugs.has(slug)) report('id', `"${slug}" is taken by an earlier paper of the list`)
      slugs.add(slug)
    }
    const twin = known.get(paper.id)
    if (twin !== undefined) {
      report(null, `is in the list twice: both entries are shown as one paper`)
      papers[twin] = mergePapers(papers[twin]!, paper)
    } else {
      known.set(paper.id, papers.length)
      papers.push(paper)
    }
  }
  return { list: { ...head, papers }, problems }
}

function readHead(file: string, json: Fields, report: Report) {
  const id = isText(json['id']) ? json['id'] : file.replace(/\.json$/, '')
  if (!isText(json['id'])) report('id', 'is missing')
  const title = isText(json['title']) ? json['title'] : id
  if (!isText(json['title'])) report('title', 'is missing')
  const { acceptance } = json
  const counts = isObject(acceptance) ? [acceptance['accepted'], acceptance['submitted'], acceptance['percent']] : []
  const [accepted, submitted, percent] = counts
  const known = typeof accepted === 'number' && typeof submitted === 'number' && typeof percent === 'number'
  if (acceptance !== undefined && !known) report('acceptance', 'needs the numbers accepted, submitted and percent')
  return {
    id,
    title,
    venue: readText(json, 'venue', report) ?? '',
    year: readYear(json, report),
    homepage: readAddress(json, 'homepage', report),
    paperList: readAddress(json, 'paperList', report),
    acceptance: known ? { accepted, submitted, percent } : null,
  }
}

function readPaper(entry: unknown, list: ReturnType<typeof readHead>, report: Report): Paper | null {
  if (!isObject(entry)) {
    report(null, 'is not an object')
    return null
  }
  if (!isText(entry['title'])) {
    report('title', 'is missing, so the paper cannot be shown')
    return null
  }
  const title = entry['title'].trim()
  const links = readItems(entry, 'links', report, readLink)
  const [doi, arxiv] = [readText(entry, 'doi', report), readText(entry, 'arxiv', report)]
  if (doi && !readDoi(doi)) report('doi', `"${doi}" is not a DOI, such as 10.1145/3600006.3613165`)
  if (arxiv && !readArxiv(arxiv)) report('arxiv', `"${arxiv}" is not an arXiv id, such as 2401.14112`)
  const authors = readItems(entry, 'authors', report, readLine)
  const year = readYear(entry, report) ?? list.year
  const aliases = identify({ title, authors, year, links, doi, arxiv })
  const editedAt = readTime(entry, 'editedAt', report)
  const bibliography = readBibliography(entry, report)
  return {
    id: aliases[0]!,
    aliases,
    title,
    authors,
    year,
    venue: readText(entry, 'venue', report) ?? list.venue,
    abstract: toParagraphs(readText(entry, 'abstract', report) ?? ''),
    topics: readItems(entry, 'topics', report, readTopic),
    affiliations: readItems(entry, 'affiliations', report, readLine),
    links,
    awards: readItems(entry, 'awards', report, readLine),
    notices: readItems(entry, 'notices', report, readLine),
    highlights: readItems(entry, 'highlights', report, readHighlight(1)),
    lists: [list.title],
    addedAt: readTime(entry, 'addedAt', report),
    ...(editedAt !== null && { editedAt }),
    ...(bibliography && { bibliography }),
  }
}
