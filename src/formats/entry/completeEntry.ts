import { isWebAddress } from '../../model/paper/safeUrl.ts'
import type { Link } from '../../model/paper/paper.ts'
import type { Entry } from './entry.ts'
import { ARXIV_DOI, bareArxiv, normalizeDoi, doiAddress, labelOf } from './addresses.ts'

/**
 * Completes an entry from its own parts: DOI and arXiv id from the links, and the page of either as the first link if
 * no link is labelled "Paper". Removes duplicate addresses. Idempotent.
 */
export function complete(entry: Entry): Entry {
  const known = new Set<string>()
  const links = entry.links.filter(({ url }) => !known.has(url) && known.add(url))
  const pages = links.filter(isOfPaper).map(({ url }) => url)
  const doi = entry.doi || pages.map(normalizeDoi).find(Boolean) || ''
  const arxiv = entry.arxiv || [doi, ...pages].map(arxivOf).find(Boolean) || ''
  const page = doi ? doiAddress(doi) : arxiv ? `https://arxiv.org/abs/${arxiv}` : ''
  const isMissing =
    page !== '' && links.every(({ label }) => label !== 'Paper') && !known.has(page) && isWebAddress(page)
  return { ...entry, doi, arxiv, links: isMissing ? [{ label: labelOf(page), url: page }, ...links] : links }
}

const isOfPaper = ({ label }: Link) => label === 'Paper' || label === 'PDF'

// arXiv registers a DOI for each paper.
const arxivOf = (text: string) =>
  bareArxiv(text.toLowerCase().startsWith(ARXIV_DOI) ? text.slice(ARXIV_DOI.length) : text)
