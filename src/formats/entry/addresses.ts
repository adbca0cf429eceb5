import { isWebAddress } from '../../model/paper/safeUrl.ts'
import { readArxiv, readDoi, unescapePercents } from '../../model/paper/identity.ts'
import { isCode } from '../../model/paper/paper.ts'

/** A DOI without its prefix or address, in its own case. Empty if the text is no DOI. */
export function normalizeDoi(text: string): string {
  const bare = unescapePercents(text.trim()).replace(
    /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|https?:\/\/dl\.acm\.org\/doi\/(?:abs\/|full\/|e?pdf\/)?|doi:?\s*)+/i,
    '',
  )
  return readDoi(bare) ? (/^10\.\d[\d.]*\/[^\s?#]+/.exec(bare)?.[0].replace(/(?<![.,;])[.,;]+$/, '') ?? '') : ''
}

/** The DOI in a field for DOIs, even inside a publisher’s address. Empty without one. */
export const fieldDoi = (text: string): string =>
  normalizeDoi(text) || normalizeDoi(/\b10\.\d{4,9}\/[^\s"<>{}]+/.exec(text)?.[0] ?? '')

/** An arXiv id without its version. Empty if the text is no arXiv id. */
export const bareArxiv = (text: string): string => readArxiv(text)?.slice('arxiv:'.length) ?? ''

/** The arXiv id in a text such as "arXiv preprint arXiv:2401.14112v2 [cs.LG]". Empty without one. */
export function mentionedArxiv(text: string): string {
  const found =
    /\barxiv(?:\.org\/(?:abs|pdf|html)\/|[.:]\s*)(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z-]{2,20})?\/\d{7})/i.exec(text)
  return found ? bareArxiv(found[1]!) : ''
}

/** A full web address, or "" if the text is none. Completes a bare "www." or "doi:" address. */
export function toAddress(text: string): string {
  const address = text.trim().replace(/^<(.*)>$/, '$1')
  if (isWebAddress(address)) return address
  if (/^www\.\S+$/i.test(address) && isWebAddress(`https://${address}`)) return `https://${address}`
  const doi = normalizeDoi(address)
  return doi ? doiAddress(doi) : ''
}

/** What precedes the arXiv id in the DOI that arXiv registers for each of its papers, in lower case. */
export const ARXIV_DOI = '10.48550/arxiv.'

/** The DOI to look a paper up by: its own, or that of its arXiv id. Empty if it has neither. */
export const lookupDoi = ({ doi, arxiv }: { readonly doi: string; readonly arxiv: string }): string =>
  doi || (arxiv && `10.48550/arXiv.${arxiv.replace(/^([a-z-]+)\.[a-z-]+\//i, '$1/')}`)

/** The address of a DOI. Signs that an address cannot hold are written with percent signs. */
export const doiAddress = (doi: string): string =>
  `https://doi.org/${doi.replace(/[^\w.~!$&'()*+,;=:@/-]/gu, encodeURIComponent)}`

/** The web addresses in running text. */
export const addressesIn = (text: string): readonly string[] =>
  (text.match(/https?:\/\/[^\s<>"{}|\\^`]+/gi) ?? [])
    .map((url) => url.replace(/(?<![.,;:!?)\]])[.,;:!?)\]]+$/, ''))
    .filter(isWebAddress)

/** The label of a link, derived from its address. */
export function labelOf(url: string): string {
  if (/\.pdf(?:[?#]|$)|arxiv\.org\/pdf\/|openreview\.net\/pdf/i.test(url)) return 'PDF'
  if (isCode({ label: '', url })) return 'Code'
  if (/^https?:\/\/(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)\//i.test(url)) return 'Video'
  return 'Paper'
}

/** Whether a cell holds a web address and nothing else. */
export const isPublicAddress = (cell: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(cell.trim())
