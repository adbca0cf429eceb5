import { bareArxiv } from '../entry/addresses.ts'

const MONTH = '(?:0[1-9]|1[0-2])'
/** Ids of 2007 and later: year, month and number. */
const NEW = String.raw`\d{2}${MONTH}\.\d{4,5}`
const ARCHIVES = `acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|
hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con`
/** Earlier ids: archive, year, month and number. */
const OLD = String.raw`(?:${ARCHIVES.replace(/\s+/g, '')})(?:\.[a-z]{2})?\/\d{2}${MONTH}\d{3}`
const ID = `(${NEW}|${OLD})(?:v\\d+)?`

const BARE = new RegExp(`^${ID}$`, 'i')
const NAMED = new RegExp(`^(?:arxiv:|(?:doi:|https?://(?:dx\\.)?doi\\.org/)?10\\.48550/arxiv\\.)${ID}$`, 'i')
/** arXiv, and sites whose addresses have its ids. */
const SITES = String.raw`(?:(?:www\.|export\.|browse\.)?arxiv\.org|ar5iv\.org|ar5iv\.labs\.arxiv\.org|(?:www\.)?alphaxiv\.org|scirate\.com|huggingface\.co)`
const ADDRESS = new RegExp(
  `^(?:https?://)?${SITES}/(?:abs|pdf|html|ps|format|src|e-print|overview|arxiv|papers)/${ID}(?:\\.pdf)?(?:[/?#].*)?$`,
  'i',
)

/** The arXiv id in a word, without its version: after `arxiv:`, in an address or a DOI. Empty without one. */
export const arxivIn = (word: string): string => bareArxiv((NAMED.exec(word) ?? ADDRESS.exec(word))?.[1] ?? '')

/** The id that is all of a word. Only its place tells such a number from any other. */
export const bareArxivId = (word: string): string => bareArxiv(BARE.exec(word)?.[1] ?? '')

/** The year in which a paper was first submitted, by its arXiv id. */
export function arxivYear(id: string): number {
  const year = Number(/(\d{2})\d{2}(?:\.\d{4,5}|\d{3})$/.exec(id)?.[1])
  return year > 90 ? 1900 + year : 2000 + year
}
