import { isCode, type Link, type PaperId } from './paper.ts'
import { fold } from '../text/fold.ts'

type Identifiable = {
  readonly title: string
  readonly links: readonly Link[]
  readonly doi?: string | undefined
  readonly arxiv?: string | undefined
}

/**
 * The identities of a paper, the strongest first: DOI, arXiv id (without its version), landing page, title.
 * Read from the fields and from links that name one; there is always at least the title.
 */
export function identify({ title, links, doi, arxiv }: Identifiable): readonly PaperId[] {
  // Code may be shared by papers, and have a DOI of its own.
  const urls = links.filter((link) => !isCode(link)).map(({ url }) => url)
  const named = [readDoi(doi), readArxiv(arxiv), ...urls.map(urlIdentity)]
  const dois = named.filter((name) => name?.startsWith('doi:'))
  const arxivs = named.filter((name) => name?.startsWith('arxiv:'))
  const landing = landingPage(links)
  const pages = landing && !urlIdentity(landing) ? [`url:${cleanUrl(landing)}`] : []
  return [...new Set([...dois, ...arxivs, ...pages, titleIdentity(title)])] as PaperId[]
}

/** The identity of a title, in which case, accents and signs do not matter. */
export const titleIdentity = (title: string): PaperId => `title:${fold(title) || title.trim()}` as PaperId

/** The address of the paper itself: the link labelled so, else the first that is not code; undefined if none. */
export function landingPage(links: readonly Link[]): string | undefined {
  const paper = links.find(({ label }) => /^(paper|homepage|pdf|doi|publisher)\b/i.test(label))
  return (paper ?? links.find((link) => !isCode(link)))?.url
}

const DOI_ADDRESS = /^https?:\/\/(?:(?:dx\.|www\.)?doi\.org|dl\.acm\.org\/doi(?:\/(?:abs|full|pdf|epdf))?)\//i
const ARXIV_ADDRESS = /^https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\//i
const ARXIV_DOI = '10.48550/arxiv.'

const urlIdentity = (url: string) =>
  DOI_ADDRESS.test(url) ? readDoi(url) : ARXIV_ADDRESS.test(url) ? readArxiv(url) : undefined

/** `doi:…` of a DOI, bare or as an address; undefined where the text is none, so that "n/a" makes no twins. */
export function readDoi(text = ''): string | undefined {
  const bare = text
    .trim()
    .replace(/^doi:\s*/i, '')
    .replace(DOI_ADDRESS, '')
  const doi = /^10\.\d[\d.]*\/[^\s?#]+/.exec(bare)?.[0].toLowerCase()
  // arXiv gives each of its papers a DOI: the same name, written otherwise.
  const arxiv = doi?.startsWith(ARXIV_DOI) ? readArxiv(doi.slice(ARXIV_DOI.length)) : undefined
  return arxiv ?? (doi && `doi:${doi}`)
}

/** `arxiv:…` of an arXiv id of either age, bare or as an address, without its version; undefined where it is none. */
export function readArxiv(text = ''): string | undefined {
  const bare = text
    .trim()
    .replace(ARXIV_ADDRESS, '')
    .replace(/^arxiv:\s*/i, '')
    .toLowerCase()
  const id = /^(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?\/\d{7})(?=v\d|\.pdf|[?#/]|$)/.exec(bare)?.[1]
  return id && `arxiv:${id}`
}

// The path keeps its case: servers may tell pages apart by it.
function cleanUrl(url: string): string {
  const { hostname, pathname, search } = new URL(url)
  const query = new URLSearchParams([...new URLSearchParams(search)].filter(([key]) => !key.startsWith('utm_')))
  const text = query.toString()
  return hostname.replace(/^www\./, '') + pathname.replace(/\/$/, '') + (text && `?${text}`)
}
