/** Percent-encoded signs that occur in DOIs. */
const ENCODED = /%(?:2f|28|29|2e|3a|3b|3c|3e|5b|5d)/gi
const DOI = /(?<![\d.])10\.\d{4,9}(?:\.\d+)*\/[^\s?#&"“”{}|\\^`]+/

/** The parts of publishers’ addresses after a DOI. */
const PAGE_END =
  /\/(?:abstract|full(?:text)?(?:\.html)?|e?pdf|pdfdirect|html|meta|summary|references|citation|download)$/i
const FILE_END = /(?:\.full|\.abstract)?\.(?:pdf|x?html?|xml|epub)$|\.full$/i

/** Publishers whose addresses have no DOI, but the part of it after the prefix. */
const PREFIXES: readonly (readonly [address: RegExp, prefix: string])[] = [
  [/^https?:\/\/(?:www\.)?nature\.com\/articles\/([a-z\d_.-]+)/i, '10.1038/'],
  [/^https?:\/\/(?:www\.)?elifesciences\.org\/(?:articles|reviewed-preprints)\/(\d{5,6})/i, '10.7554/eLife.'],
]

/**
 * The DOI in a word: bare, with `doi:`, or anywhere in an address of a resolver or publisher, percent-encoded or not.
 * Empty without one. Punctuation after it does not belong to it.
 */
export function doiIn(word: string): string {
  const text = word.replace(ENCODED, (sign) => decodeURIComponent(sign))
  const found = trimEnd(DOI.exec(text)?.[0] ?? '')
  if (found !== '') return /^https?:|^www\./i.test(text) ? ofAddress(text, found) : found.replace(FILE_END, '')
  for (const [address, prefix] of PREFIXES) {
    const name = address.exec(text)?.[1]?.replace(FILE_END, '')
    if (name) return prefix + trimEnd(name)
  }
  return ''
}

function ofAddress(address: string, found: string): string {
  const doi = found.replace(/\/$/, '').replace(PAGE_END, '').replace(FILE_END, '')
  // Preprint servers append the version, Oxford University Press a number of its own.
  if (/^https?:\/\/(?:www\.)?(?:bio|med)rxiv\.org\//i.test(address)) return doi.replace(/v\d+(?:\.\w+)*$/, '')
  if (/^https?:\/\/academic\.oup\.com\//i.test(address)) return doi.replace(/\/\d+$/, '')
  return doi
}

const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '>': '<' }

/** A word without the punctuation that ends it: also a bracket, if it is opened outside of the word. */
export function trimEnd(word: string): string {
  const open: Record<string, number> = {}
  for (const sign of word) open[sign] = (open[sign] ?? 0) + 1
  let end = word.length
  for (; end > 0; end -= 1) {
    const sign = word[end - 1]!
    const opener = CLOSERS[sign]
    if (opener === undefined ? !/[.,;:!?'’”»*_]/.test(sign) : (open[opener] ?? 0) >= open[sign]!) break
    open[sign]! -= 1
  }
  return word.slice(0, end)
}
