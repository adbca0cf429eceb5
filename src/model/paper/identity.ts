import { isCode, type Link, type PaperId } from './paper.ts'
import { citationIdentity, isCitation, isTitle, titleIdentity } from './titleIdentity.ts'

type Identifiable = {
  readonly title: string
  readonly authors: readonly string[]
  readonly year: number | null
  readonly links: readonly Link[]
  readonly doi?: string | undefined
  readonly arxiv?: string | undefined
}

/**
 * The identities of a paper, strongest first: DOI, arXiv id without its version, landing page, title with first author
 * and year, title. Read from the fields and from links that contain one; there is always at least the title.
 */
export function identify({ doi, arxiv, ...paper }: Identifiable): readonly PaperId[] {
  const { title, links } = paper
  // Papers may share a code link, and code may have a DOI of its own.
  const urls = links.filter((link) => !isCode(link)).map(({ url }) => url)
  const named = [readDoi(doi), readArxiv(arxiv), ...urls.map(urlIdentity)]
  const dois = named.filter((name) => name?.startsWith('doi:'))
  const arxivs = named.filter((name) => name?.startsWith('arxiv:'))
  const landing = landingPage(links)
  const pages = landing && !urlIdentity(landing) ? [`url:${cleanUrl(landing)}`] : []
  const citation = citationIdentity(paper) ?? []
  return [...new Set([...dois, ...arxivs, ...pages].concat(citation, titleIdentity(title)))] as PaperId[]
}

const KINDS = ['doi:', 'arxiv:', 'url:']

/** The rank of an identity among those of a paper; the strongest is 0. */
export const identityRank = (alias: PaperId): number =>
  isTitle(alias) ? KINDS.length + (isCitation(alias) ? 0 : 1) : KINDS.findIndex((kind) => alias.startsWith(kind))

/** The URL of the paper itself: the link with such a label, else the first link that is not code; undefined if none. */
export function landingPage(links: readonly Link[]): string | undefined {
  const paper = links.find(({ label }) => /^(paper|homepage|pdf|doi|publisher)\b/i.test(label))
  return (paper ?? links.find((link) => !isCode(link)))?.url
}

const DOI_ADDRESS = /^https?:\/\/(?:(?:dx\.|www\.)?doi\.org|dl\.acm\.org\/doi(?:\/(?:abs|full|pdf|epdf))?)\//i
const ARXIV_ADDRESS = /^https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\//i
const ARXIV_DOI = '10.48550/arxiv.'

const urlIdentity = (url: string) =>
  DOI_ADDRESS.test(url) ? readDoi(url) : ARXIV_ADDRESS.test(url) ? readArxiv(url) : undefined

/** Parses a DOI, bare or as a URL, to `doi:…`; undefined for other text, so that “n/a” does not merge papers. */
export function readDoi(text = ''): string | undefined {
  const bare = unescapePercents(
    text
      .trim()
      .replace(/^doi:\s*/i, '')
      .replace(DOI_ADDRESS, ''),
  )
  const doi = /^10\.\d[\d.]*\/[^\s?#]+/.exec(bare)?.[0].toLowerCase()
  // arXiv assigns each of its papers a DOI, which is another spelling of the arXiv id.
  const arxiv = doi?.startsWith(ARXIV_DOI) ? readArxiv(doi.slice(ARXIV_DOI.length)) : undefined
  return arxiv ?? (doi && `doi:${doi}`)
}

/** Decodes the percent signs of an address; the text unchanged where they are no valid UTF-8. */
export function unescapePercents(text: string): string {
  if (!/%[\da-f]{2}/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Parses an old or new arXiv id, bare or as a URL, to `arxiv:…` without its version; undefined for other text. */
export function readArxiv(text = ''): string | undefined {
  const bare = text
    .trim()
    .replace(ARXIV_ADDRESS, '')
    .replace(/^arxiv:\s*/i, '')
    .toLowerCase()
  const id = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?\/\d{7})(?=v\d|\.pdf|[?#/]|$)/.exec(bare)?.[1]
  return id && `arxiv:${id}`
}

// The path keeps its case, as servers may distinguish pages by it.
function cleanUrl(url: string): string {
  const { hostname, pathname, search } = new URL(url)
  const query = new URLSearchParams([...new URLSearchParams(search)].filter(([key]) => !key.startsWith('utm_')))
  const text = query.toString()
  return hostname.replace(/^www\./, '') + pathname.replace(/\/$/, '') + (text && `?${text}`)
}
