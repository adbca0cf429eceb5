import { isWebAddress } from '../../model/paper/safeUrl.ts'
import { readArxiv, readDoi } from '../../model/paper/identity.ts'
import { isCode } from '../../model/paper/paper.ts'

/** A DOI without what stands in front of it, in the case it is written in; empty where the text is none. */
export function normalizeDoi(text: string): string {
  const bare = text
    .trim()
    .replace(
      /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|https?:\/\/dl\.acm\.org\/doi\/(?:abs\/|full\/|e?pdf\/)?|doi:?\s*)+/i,
      '',
    )
  return readDoi(bare) ? (/^10\.\d[\d.]*\/[^\s?#]+/.exec(bare)?.[0].replace(/(?<![.,;])[.,;]+$/, '') ?? '') : ''
}

/** The DOI of a field that is to hold one, also inside the address of some publisher; empty where there is none. */
export const fieldDoi = (text: string): string =>
  normalizeDoi(text) || normalizeDoi(/\b10\.\d{4,9}\/[^\s"<>{}]+/.exec(text)?.[0] ?? '')

/** An arXiv id without its version; empty where the text is none. */
export const bareArxiv = (text: string): string => readArxiv(text)?.slice('arxiv:'.length) ?? ''

/** The arXiv id that a text such as "arXiv preprint arXiv:2401.14112v2 [cs.LG]" speaks of; empty if none. */
export function mentionedArxiv(text: string): string {
  const found =
    /\barxiv(?:\.org\/(?:abs|pdf|html)\/|[.:]\s*)(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[a-z-]{2,20})?\/\d{7})/i.exec(text)
  return found ? bareArxiv(found[1]!) : ''
}

/** A whole address, or "" for what is none; a bare "www." or "doi:" is completed. */
export function toAddress(text: string): string {
  const address = text.trim().replace(/^<(.*)>$/, '$1')
  if (isWebAddress(address)) return address
  if (/^www\.\S+$/i.test(address) && isWebAddress(`https://${address}`)) return `https://${address}`
  const doi = normalizeDoi(address)
  return doi ? doiAddress(doi) : ''
}

export const doiAddress = (doi: string): string => `https://doi.org/${doi}`

/** Web addresses in running text. */
export const addressesIn = (text: string): readonly string[] =>
  (text.match(/https?:\/\/[^\s<>"{}|\\^`]+/gi) ?? [])
    .map((url) => url.replace(/(?<![.,;:!?)\]])[.,;:!?)\]]+$/, ''))
    .filter(isWebAddress)

/** What a link is called where only its address is known. */
export function labelOf(url: string): string {
  if (/\.pdf(?:[?#]|$)|arxiv\.org\/pdf\/|openreview\.net\/pdf/i.test(url)) return 'PDF'
  if (isCode({ label: '', url })) return 'Code'
  if (/^https?:\/\/(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)\//i.test(url)) return 'Video'
  return 'Paper'
}

/** Whether a cell holds an address of the web, and nothing else. */
export const isPublicAddress = (cell: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(cell.trim())
