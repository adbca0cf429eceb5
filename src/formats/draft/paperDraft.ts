import { identify, identityRank } from '../../model/paper/identity.ts'
import { MAX_DEPTH } from '../../model/paper/listFields.ts'
import { NO_PAPER, type Paper, type PaperId, type TopicPath } from '../../model/paper/paper.ts'
import { fieldDoi } from '../entry/addresses.ts'
import { splitAuthors } from '../entry/personNames.ts'
import { mainLink, printLinks, readLinks, withDoi } from './draftLinks.ts'
import { linesOf, toLine } from './lines.ts'

/** A paper as a form has it: the text of every text box. */
export type PaperDraft = {
  readonly title: string
  /** One author a line. */
  readonly authors: string
  readonly year: string
  readonly venue: string
  readonly doi: string
  /** The address of the paper itself. */
  readonly link: string
  /** One a line, as “Code: https://…”. */
  readonly links: string
  readonly abstract: string
  /** One path a line, as “Storage › File Systems”. */
  readonly topics: string
}
export type DraftField = keyof PaperDraft

/** What is wrong with a field, for the user. */
export type DraftProblems = { readonly [F in DraftField]?: string }

/** The paper of a form that was filled in from nothing. It has no title yet, and no id. */
export const NEW_PAPER: Paper = { ...NO_PAPER, abstract: '', notices: [], highlights: [] }

/** Prints a paper as the texts of a form. */
export function draftOf(paper: Paper): PaperDraft {
  const main = mainLink(paper.links)
  return {
    title: paper.title,
    authors: paper.authors.join('\n'),
    year: paper.year === null ? '' : String(paper.year),
    venue: paper.venue,
    doi: named(paper.aliases, 'doi:'),
    link: main?.url ?? '',
    links: printLinks(paper.links.filter((link) => link !== main)),
    abstract: paper.abstract,
    topics: paper.topics.map(printTopic).join('\n'),
  }
}

/**
 * The paper that a form describes, or what is wrong with its fields. `before` is the paper that the form was filled
 * with: a field that was left as it was keeps its value, and what the form does not show stays. Where the id of the
 * paper is none of its identities any more, it has a new one.
 */
export function readDraft(
  draft: PaperDraft,
  before: Paper = NEW_PAPER,
): { readonly paper: Paper } | { readonly problems: DraftProblems } {
  const problems: { [F in DraftField]?: string } = {}
  const shown = draftOf(before)
  const is = (field: DraftField) => draft[field] === shown[field]

  const title = is('title') ? before.title : toLine(draft.title)
  if (title === '') problems.title = 'A paper needs a title'
  const authors = is('authors') ? before.authors : readAuthors(draft.authors, before.authors)

  const typed = draft.year.trim()
  const isYear = /^[1-9]\d{3}$/.test(typed)
  const year = is('year') ? before.year : isYear ? Number(typed) : null
  if (!is('year') && typed !== '' && !isYear) problems.year = `“${typed}” is not a year of four digits`

  const doi = is('doi') ? shown.doi : fieldDoi(draft.doi)
  if (draft.doi.trim() !== '' && doi === '')
    problems.doi = `“${draft.doi.trim()}” is not a DOI, such as 10.1145/3600006.3613165`

  const links = readLinks(draft, before.links, problems)
  const topics = is('topics') ? before.topics : readTopics(draft.topics, before.topics, problems)
  if (Object.keys(problems).length > 0) return { problems }

  const facts = { title, links: is('doi') ? links : withDoi(links, shown.doi, doi) }
  const paper = {
    ...before,
    ...facts,
    authors,
    year,
    venue: is('venue') ? before.venue : toLine(draft.venue),
    abstract: is('abstract') ? before.abstract : draft.abstract.replace(/\r\n?/g, '\n').trim(),
    topics,
  }
  const aliases = readAliases({ ...facts, authors, year, doi }, before)
  return { paper: { ...paper, aliases, id: aliases.includes(before.id) ? before.id : aliases[0]! } }
}

/** The first identity of a kind, without the name of the kind; empty without one. */
const named = (aliases: readonly PaperId[], kind: string) =>
  aliases.find((alias) => alias.startsWith(kind))?.slice(kind.length) ?? ''

/** A line that names an author of before is that author. Other lines may have several, or “Family, Given”. */
function readAuthors(text: string, before: readonly string[]): readonly string[] {
  return linesOf(text).flatMap((line) => (before.includes(line) ? [line] : splitAuthors(line)))
}

export const printTopic = (topic: TopicPath): string => topic.join(' › ')

function readTopics(text: string, before: readonly TopicPath[], problems: { topics?: string }): readonly TopicPath[] {
  const known = new Map(before.map((topic) => [printTopic(topic), topic]))
  const topics = [...new Set(linesOf(text))].map((line) => {
    const names = line.split(/›/.test(line) ? /\s*›\s*/ : /\s+[/>]\s+/)
    return known.get(line) ?? names.filter(Boolean)
  })
  if (topics.some(({ length }) => length > MAX_DEPTH)) problems.topics = `A topic has ${MAX_DEPTH} levels at most`
  return topics.filter(({ length }) => length > 0)
}

/** The identities of a paper: those that no field explains stay, such as that of a merged entry. */
function readAliases(
  facts: Pick<Paper, 'title' | 'authors' | 'year' | 'links'> & { readonly doi: string },
  before: Paper,
): readonly PaperId[] {
  const was = new Set(identify({ ...before, doi: named(before.aliases, 'doi:') }))
  const now = identify(facts)
  const stay = before.aliases.filter((alias) => now.includes(alias) || !was.has(alias))
  const added = now.filter((alias) => !was.has(alias) && !stay.includes(alias))
  if (added.length === 0 && stay.length === before.aliases.length) return before.aliases
  return [...stay, ...added].toSorted((a, b) => identityRank(a) - identityRank(b))
}

export const isSameDraft = (a: PaperDraft, b: PaperDraft): boolean =>
  (Object.keys(a) as DraftField[]).every((field) => a[field] === b[field])

/** The draft of a paper as it is now, with the fields that were changed in a form since `before`. */
export function onto(now: PaperDraft, draft: PaperDraft, before: PaperDraft): PaperDraft {
  const changed = (Object.keys(draft) as DraftField[]).filter((field) => draft[field] !== before[field])
  return { ...now, ...Object.fromEntries(changed.map((field) => [field, draft[field]])) }
}
