/** Text as search sees it: width, case and diacritics folded, everything but letters and digits one space. */
export function fold(text: string): string {
  const folded = foldCase(text)
  // Most text is English, which needs no tables: a third of the time for a hundred thousand papers.
  return folded.replace(ASCII.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** Several texts, a line each, folded as by `fold`; the ends of the lines stay, so that nothing is found across them. */
export function foldLines(texts: readonly string[]): string {
  const folded = foldCase(texts.join('\n'))
  return folded
    .replace(ASCII.test(folded) ? /[^a-z0-9\n]+/g : /[^\p{L}\p{N}\n]+/gu, ' ')
    .replace(/ *(\n) */g, '$1')
    .trim()
}

/** Text with width, case and diacritics folded, and its signs as they are. */
export const foldCase = (text: string): string =>
  ASCII.test(text)
    ? text.toLowerCase()
    : // A sigma is written differently where a word ends, and a word being typed ends at every letter.
      text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\x7f]*$/

export type Span = readonly [from: number, to: number]

/** Where the folded `needles` stand in `text`, as offsets into `text` itself, in order and without overlaps. */
export function findSpans(text: string, needles: readonly string[]): readonly Span[] {
  if (needles.length === 0) return []
  // Most texts have none of them, and to say so takes a hundredth of the time.
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

/** The end of the character that begins at `from`, with the combining marks that follow it. */
function endOf(text: string, from: number): number {
  CHARACTER.lastIndex = from
  return from + (CHARACTER.exec(text)?.[0].length ?? 0)
}

const CHARACTER = /[\s\S]\p{M}*/uy
