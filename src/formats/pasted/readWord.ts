import { isCode, type Link } from '../../model/paper/paper.ts'
import { isWebAddress } from '../../model/paper/safeUrl.ts'
import { complete } from '../entry/completeEntry.ts'
import { doiAddress, labelOf } from '../entry/addresses.ts'
import { BLANK, type Entry } from '../entry/entry.ts'
import { arxivIn, arxivYear, bareArxivId } from './arxiv.ts'
import { doiIn, trimEnd } from './doi.ts'
import { siteFacts } from './sites.ts'

/** A longer word is no address of a paper, and would make every later step slow. */
const MOST_LETTERS = 4000
/** Hosts that people write without “https://”. */
const KNOWN_HOST =
  /^(?:www\.|(?:dx\.)?doi\.org\/|(?:export\.)?arxiv\.org\/|openreview\.net\/|aclanthology\.org\/|proceedings\.|openaccess\.|link\.springer\.com\/|dl\.acm\.org\/)\S/i

/**
 * The paper that a word without blanks names: a DOI, an arXiv id or a web address, and what is known from that alone.
 * Null for another word. The title is empty where it is not known. `isAlone` says that nothing else is on the line: a
 * bare number is an arXiv id only then.
 */
export function readWord(given: string, isAlone: boolean): Entry | null {
  if (given.length > MOST_LETTERS) return null
  const word = trimEnd(given.replace(/^[<("'“‘[{]+/, ''))
  const arxiv = arxivIn(word) || (isAlone || given.startsWith('[') ? bareArxivId(word) : '')
  if (arxiv) return ofArxiv(arxiv, word)
  const address = toWebAddress(word)
  const doi = doiIn(address || word)
  if (doi && isWebAddress(doiAddress(doi))) return ofDoi(doi, address)
  return address ? ofAddress(address) : null
}

/** Whether all that an entry says is where some code lies. */
export const isCodeOnly = ({ doi, arxiv, links }: Entry): boolean => doi + arxiv === '' && links.every(isCode)

function toWebAddress(word: string): string {
  const address = KNOWN_HOST.test(word) ? `https://${word}` : word
  return /^https?:/i.test(address) && isWebAddress(address) ? address : ''
}

function ofArxiv(arxiv: string, word: string): Entry {
  const pdf = /\/pdf\//i.test(word) ? [{ label: 'PDF', url: `https://arxiv.org/pdf/${arxiv}` }] : []
  const links = [{ label: 'Paper', url: `https://arxiv.org/abs/${arxiv}` }, ...pdf]
  return complete({ ...BLANK, arxiv, links, year: arxivYear(arxiv), venue: 'arXiv' })
}

const RESOLVER = /^https?:\/\/(?:dx\.|www\.)?doi\.org\//i

function ofDoi(doi: string, address: string): Entry {
  const isPage = address !== '' && !RESOLVER.test(address)
  const isPdf = /\/(?:e?pdf|pdfdirect)\/|\.pdf$/i.test(address)
  const links = isPage ? [{ label: isPdf ? 'PDF' : 'Paper', url: address }] : []
  return complete({ ...BLANK, doi, links })
}

function ofAddress(url: string): Entry {
  const { title = '', year = null, venue = '', page, pdf } = siteFacts(url)
  const links: readonly Link[] = page
    ? [{ label: 'Paper', url: page }, ...(pdf ? [{ label: 'PDF', url: pdf }] : [])]
    : [{ label: labelOf(url), url }]
  return complete({ ...BLANK, title, year, venue, links })
}
