import { identify } from '../../model/paper/identity.ts'
import { titleIdentity } from '../../model/paper/titleIdentity.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { isWebAddress } from '../../model/paper/safeUrl.ts'
import { bareArxiv, lookupDoi, normalizeDoi } from '../entry/addresses.ts'
import type { Entry } from '../entry/entry.ts'

type Facts = Pick<Entry, 'title' | 'authors' | 'year' | 'venue' | 'abstract' | 'links'>

/** Fills in what a paper lacks with what was found of it. What it has already stays. */
const fill = (facts: Facts, found: Facts): Facts => ({
  title: isUntitled(facts.title) ? found.title : facts.title,
  authors: facts.authors.length > 0 ? facts.authors : found.authors,
  year: facts.year ?? found.year,
  venue: facts.venue || found.venue,
  abstract: facts.abstract || found.abstract,
  links: facts.links.length > 0 ? facts.links : found.links,
})

/** Fills in what an entry lacks with what was found of it. What it has already stays. */
export const fillEntry = (entry: Entry, found: Entry): Entry => ({
  ...entry,
  ...fill(entry, found),
  doi: entry.doi || found.doi,
  arxiv: entry.arxiv || found.arxiv,
})

/** Fills in what a paper of a list lacks with what was found of it. It keeps its id, so its mark stays with it. */
export function fillPaper(paper: Paper, found: Entry): Paper {
  const facts = fill(paper, found)
  const named = identify({ ...facts, doi: found.doi, arxiv: found.arxiv })
  const title = titleIdentity(paper.title)
  const isFormer = (alias: PaperId) =>
    facts.title !== paper.title && (alias === title || alias.startsWith(`${title} (`))
  const kept = paper.aliases.filter((alias) => !isFormer(alias) && !named.includes(alias))
  return { ...paper, ...facts, aliases: [...named, ...kept] }
}

/** Whether a title is none: nothing, or only the address, DOI or arXiv id of its paper. */
export function isUntitled(title: string): boolean {
  const text = title.trim()
  return text === '' || isWebAddress(text) || (!/\s/.test(text) && (normalizeDoi(text) || bareArxiv(text)) !== '')
}

/** The DOI to look up a paper by that has neither a title nor authors. Empty for other papers, and without a DOI. */
export function waitingDoi({ title, authors, aliases }: Pick<Paper, 'title' | 'authors' | 'aliases'>): string {
  if (authors.length > 0 || !isUntitled(title)) return ''
  const named = (kind: string) => aliases.find((alias) => alias.startsWith(kind))?.slice(kind.length) ?? ''
  return lookupDoi({ doi: named('doi:'), arxiv: named('arxiv:') })
}
