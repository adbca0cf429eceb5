/** Text as search sees it: width, case and diacritics folded, and each run without letters or digits as one space. */
export function fold(text: string): string {
  const folded = foldCase(text)
  // Most text is ASCII, which needs no Unicode tables. This path takes a third of the time for a hundred thousand
  // papers.
  return folded.replace(ASCII.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Folds several texts, one per line, as `fold` does. Line breaks stay, so that no match spans two texts. */
export function foldLines(texts: readonly string[]): string {
  const folded = foldCase(texts.join('\n'))
  return folded
    .replace(ASCII.test(folded) ? /[^a-z0-9\n]+/g : /[^\p{L}\p{N}\n]+/gu, ' ')
    .replace(/ *(\n) */g, '$1')
    .trim()
}

/** Text with width, case and diacritics folded; punctuation stays. */
export const foldCase = (text: string): string =>
  ASCII.test(text)
    ? text.toLowerCase()
    : // Lower case has a final sigma at the end of a word, and each prefix of a word being typed ends in one.
      text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\x7f]*$/

export type Span = readonly [from: number, to: number]

/** Where the folded `needles` occur in `text`, as offsets into `text` itself, in order and without overlaps. */
export function findSpans(text: string, needles: readonly string[]): readonly Span[] {
  if (needles.length === 0) return []
  // Most texts have no match, which this finds in a hundredth of the time.
  const whole = fold(text)
  if (!needles.some((needle) => needle !== '' && whole.includes(needle))) return []
  const units: string[] = []
  let isBlank = true
  const origin: number[] = []
  let at = 0
  for (const char of text) {
    const piece = foldCase(char).replace(/[^\p{L}\p{N}]/gu, ' ')
    for (const unit of piece.split('')) {
      // A run of separators counts as one, as in `fold`.
      if (unit === ' ' && isBlank) continue
      isBlank = unit === ' '
      units.push(unit)
      origin.push(at)
    }
    at += char.length
  }
  origin.push(text.length)
  const folded = units.join('')

  const found: [number, number][] = []
  for (const needle of needles) {
    if (needle === '') continue
    for (let i = folded.indexOf(needle); i >= 0; i = folded.indexOf(needle, i + needle.length)) {
      found.push([origin[i]!, endOf(text, origin[i + needle.length - 1]!)])
    }
  }
  found.sort((a, b) => a[0] - b[0])
  const spans: [number, number][] = []
  for (const [from, to] of found) {
    const last = spans.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else spans.push([from, to])
  }
  return spans
}

/** The end of the character at `from`, with its combining marks. */
function endOf(text: string, from: number): number {
  CHARACTER.lastIndex = from
  return from + (CHARACTER.exec(text)?.[0].length ?? 0)
}

const CHARACTER = /[\s\S]\p{M}*/uy
