/** Ticks of an axis: round numbers from 0 up to the first that is at least `most`. */
export function ticks(most: number): readonly number[] {
  const rough = Math.max(1, most) / MOST_STEPS
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough)!,
  )
  const steps = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: steps + 1 }, (_, i) => i * step)
}

const MOST_STEPS = 4

/**
 * Splits a length into pieces proportional to the numbers, with gaps between them. A piece of a positive number is at
 * least `least` long, so that it is visible, at the expense of the others. A zero has no piece.
 */
export function pieces(
  numbers: readonly number[],
  length: number,
  gap: number,
  least: number,
): readonly { readonly from: number; readonly length: number }[] {
  const sum = numbers.reduce((sum, number) => sum + number, 0)
  const some = numbers.filter((number) => number > 0).length
  const free = Math.max(0, length - gap * (some - 1) - least * some)
  let at = 0
  return numbers.map((number) => {
    const from = at
    if (number === 0) return { from, length: 0 }
    const own = least + (free * number) / sum
    at += own + gap
    return { from, length: own }
  })
}

// The width of text before layout is an estimate, and rather too large than too small.
const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60\p{Extended_Pictographic}]/u
const NARROW = /[ijlt.,:;'|! ()[\]I]/
const wideness = (sign: string) =>
  WIDE.test(sign) ? 1 : NARROW.test(sign) ? 0.34 : /\p{Lu}|[mwMW@%]/u.test(sign) ? 0.74 : 0.6

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const signsOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)

/** Estimated width of a text in the unit of its font size. */
export const widthOf = (text: string, size: number): number =>
  signsOf(text).reduce((width, sign) => width + wideness(sign) * size, 0)

/** A text cut to a width, with an ellipsis. */
export function fit(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text
  const signs = signsOf(text)
  while (signs.length > 1 && widthOf(signs.join(''), size) > width - size) signs.pop()
  return `${signs.join('').trimEnd()}…`
}

/** A text broken into lines of a width. */
export function breakLines(text: string, width: number, size: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && widthOf(longer, size) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
