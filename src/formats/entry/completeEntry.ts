import { isWebAddress } from '../../model/paper/safeUrl.ts'
import type { Link } from '../../model/paper/paper.ts'
import type { Entry } from './entry.ts'
import { bareArxiv, normalizeDoi, doiAddress, labelOf } from './addresses.ts'

/**
 * The entry with what its parts say of each other: DOI and arXiv id from its links, the page of either as its first
 * link where none is called the paper, and every address once. Done twice it is as done once.
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

// arXiv gives its papers DOIs of their own.
const arxivOf = (text: string) => bareArxiv(text.replace(/^10\.48550\/arxiv\./i, ''))
