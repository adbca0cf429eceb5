import { complete } from './entry/completeEntry.ts'
import { BLANK, type Entry } from './entry/entry.ts'
import { addressesIn, doiAddress, fieldDoi, labelOf, mentionedArxiv } from './entry/addresses.ts'
import { toLine } from './entry/markup.ts'

/** Data that another app shares, with or instead of files. */
export type SharedData = { readonly title: string; readonly text: string; readonly url: string }

/** Bounds on lines and characters. A longer text is more than a few words about a link. */
const MOST_LINES = 3
const MOST_LETTERS = 10_000

/**
 * Reads a shared link as a paper: an address, a DOI or an arXiv id, titled as shared or else by its address. Null for
 * any other text, such as BibTeX or a list, and for one longer than `MOST_LETTERS`. A longer title is truncated. Takes
 * linear time.
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

/** Whether a text looks like BibTeX, RIS, Markdown or a table. */
const isOfFormat = (text: string) => /[{}\t]|^ *(?:[-*#|@%>]|\d+\.\s|[A-Z][A-Z\d] {2}-)/m.test(text)

/** The title in a shared text, without addresses, identifiers, and the site name that browsers append. */
function toTitle(text: string, doi: string, arxiv: string): string {
  const words = [...new Set(addressesIn(text))].reduce((rest, address) => rest.replaceAll(address, ' '), text)
  // `toLine` makes blanks single. Otherwise the patterns below would rescan a run of blanks from each of them.
  return toLine(words)
    .replace(/(?:\bdoi: ?|\barxiv: ?)\S+/gi, ' ')
    .replace(doi || arxiv || ' ', ' ')
    .replace(/^ *\[[^\]]*\] */, '')
    .replace(/ +(?:\||[-–—] ?(?=arXiv|ACM|IEEE|USENIX|OpenReview|ScienceDirect|SpringerLink|PubMed)).*$/, '')
    .replace(/ +/g, ' ')
    .replace(/^[ :,;–—-]+|(?<![ :,;–—-])[ :,;–—-]+$/g, '')
    .replace(/^["“](.*)["”]$/, '$1')
}
