import { complete } from './entry/completeEntry.ts'
import { BLANK, type Entry } from './entry/entry.ts'
import { addressesIn, doiAddress, fieldDoi, labelOf, mentionedArxiv } from './entry/addresses.ts'
import { toLine } from './entry/markup.ts'

/** What another app gives along with files, or instead of them. */
export type SharedData = { readonly title: string; readonly text: string; readonly url: string }

/** More lines or letters than these are no longer a few words about a link. */
const MOST_LINES = 3
const MOST_LETTERS = 10_000

/**
 * The paper that was shared as a link: an address, a DOI or an arXiv id, with its title as far as that was said, or else
 * its address for one. Null for any other text, such as an entry of BibTeX or a list, and for one that is longer than
 * `MOST_LETTERS`; of a title that is longer, only the beginning is looked at. Linear in the letters.
 */
export function parseShared({ title: given, text, url }: SharedData): Entry | null {
  if (Math.max(text.length, url.length) > MOST_LETTERS) return null
  const title = given.slice(0, MOST_LETTERS)
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
const isOfFormat = (text: string) => /[{}\t]|^ *(?:[-*#|@%>]|\d+\.\s|[A-Z][A-Z\d] {2}-)/m.test(text)

/** What is left of a text as a title, without addresses, names of papers, and the site that browsers put after it. */
function toTitle(text: string, doi: string, arxiv: string): string {
  const words = [...new Set(addressesIn(text))].reduce((rest, address) => rest.replaceAll(address, ' '), text)
  // Blanks are single from here on: a run of them would be looked through from each of its own.
  return toLine(words)
    .replace(/(?:\bdoi: ?|\barxiv: ?)\S+/gi, ' ')
    .replace(doi || arxiv || ' ', ' ')
    .replace(/^ *\[[^\]]*\] */, '')
    .replace(/ +(?:\||[-–—] ?(?=arXiv|ACM|IEEE|USENIX|OpenReview|ScienceDirect|SpringerLink|PubMed)).*$/, '')
    .replace(/ +/g, ' ')
    .replace(/^[ :,;–—-]+|(?<![ :,;–—-])[ :,;–—-]+$/g, '')
    .replace(/^["“](.*)["”]$/, '$1')
}
