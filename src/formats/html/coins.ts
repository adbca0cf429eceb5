import { bareArxiv, fieldDoi, labelOf, toAddress } from '../entry/addresses.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry } from '../entry/entry.ts'
import { fromMarkup, toLine } from '../entry/markup.ts'
import { readNames } from '../entry/personNames.ts'
import { yearIn } from '../entry/year.ts'

/**
 * Reads the title of a COinS span: an OpenURL context object of key and value pairs (Z39.88-2004), in which reference
 * managers and libraries hide a reference in a page. Null if it names no title.
 */
export function readCoins(text: string, line: number): Entry | null {
  const values = new URLSearchParams(text)
  const all = (key: string) =>
    values
      .getAll(key)
      .map((value) => toLine(fromMarkup(value)))
      .filter(Boolean)
  const first = (...keys: readonly string[]) => keys.flatMap(all)[0] ?? ''
  const article = first('rft.atitle', 'rft.title')
  const book = first('rft.btitle')
  const title = article || book
  if (title === '') return null
  const ids = all('rft_id')
  const people = all('rft.au')
  const firstAuthor = [first('rft.aufirst'), first('rft.aulast')].filter(Boolean).join(' ')
  const links = ids.map(toAddress).filter(Boolean)
  const venue = first('rft.jtitle') || (article && book) || first('rft.conference')
  return complete({
    ...BLANK,
    title,
    authors: people.length > 0 ? readNames(people) : firstAuthor ? [firstAuthor] : [],
    year: yearIn(first('rft.date')),
    venue: /^arxiv\b/i.test(venue) ? 'arXiv' : venue,
    doi: [...ids, first('rft.doi')].map((id) => fieldDoi(id.replace(/^info:doi\//i, ''))).find(Boolean) ?? '',
    arxiv: ids.map((id) => bareArxiv(id.replace(/^info:arxiv\//i, ''))).find(Boolean) ?? '',
    links: links.map((url) => ({ label: labelOf(url), url })),
    line,
  })
}
