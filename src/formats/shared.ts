import { complete } from './complete.ts'
import { BLANK, type Entry } from './entry.ts'
import { addressesIn, doiAddress, fieldDoi, labelOf, mentionedArxiv } from './links.ts'

/** What another app gives along with files, or instead of them. */
export type Told = { readonly title: string; readonly text: string; readonly url: string }

/** More lines than these are no longer a few words about a link. */
const MOST_LINES = 3

/**
 * The paper that was shared as a link: an address, a DOI or an arXiv id, with its title as far as that was said, or else
 * its address for one. Null for any other text, such as an entry of BibTeX or a list.
 */
export function parseShared({ title, text, url }: Told): Entry | null {
  if (text.trim().split(/\n+/).length > MOST_LINES || isOfFormat(text)) return null
  const addresses = new Set(addressesIn(`${url} ${text} ${title}`))
  const [found] = addresses
  if (addresses.size > 1 && !addressesIn(url).length) return null
  const [doi, arxiv] = [fieldDoi(found ?? text), mentionedArxiv(found ?? text)]
  const address = found ?? (doi ? doiAddress(doi) : arxiv ? `https://arxiv.org/abs/${arxiv}` : null)
  if (address === null) return null
  const said = [title, text].map((part) => toTitle(part, doi, arxiv)).find(Boolean)
  return complete({ ...BLANK, title: said ?? address, doi, arxiv, links: [{ label: labelOf(address), url: address }] })
}

/** Entries of BibTeX, lines of RIS, Markdown, and tables. */
const isOfFormat = (text: string) => /[{}\t]|^\s*(?:[-*#|@%>]|\d+\.\s|[A-Z][A-Z\d] {2}-)/m.test(text)

/** What is left of a text as a title, without addresses, names of papers, and the site that browsers put after it. */
function toTitle(text: string, doi: string, arxiv: string): string {
  const words = addressesIn(text).reduce((rest, address) => rest.replace(address, ' '), text)
  return words
    .replace(/(?:\bdoi:\s*|\barxiv:\s*)\S+/gi, ' ')
    .replace(doi || arxiv || ' ', ' ')
    .replace(/^\s*\[[^\]]*\]\s*/, '')
    .replace(/\s+(?:\||[-–—]\s*(?=arXiv|ACM|IEEE|USENIX|OpenReview|ScienceDirect|SpringerLink|PubMed)).*$/s, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:,;–—-]+|[\s:,;–—-]+$/g, '')
    .replace(/^["“](.*)["”]$/, '$1')
}
