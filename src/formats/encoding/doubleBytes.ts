import { analyse } from 'chardet'
import type { OldEncoding } from './encodings.ts'

/**
 * The signs that most texts consist of, by their two bytes: letters, everyday ideographs, punctuation. The encoding with
 * the fewest comes first, since texts in another one seldom keep to them.
 */
const USUAL_SIGNS = {
  'euc-kr': /^[\xa1-\xa3\xb0-\xc8][\xa1-\xfe]$/,
  gb18030: /^[\xa1\xa3\xb0-\xd7][\xa1-\xfe]$/,
  'euc-jp': /^[\xa1\xa3-\xa5\xb0-\xcf][\xa1-\xfe]$/,
  big5: /^[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]$/,
  shift_jis: /^[\x81-\x83\x88-\x98][\x40-\x7e\x80-\xfc]$/,
} as const satisfies Partial<Record<OldEncoding, RegExp>>

type DoubleByteEncoding = keyof typeof USUAL_SIGNS
const ENCODINGS = Object.keys(USUAL_SIGNS) as DoubleByteEncoding[]

export const hasDoubleBytes = (encoding: OldEncoding): boolean => Object.hasOwn(USUAL_SIGNS, encoding)

/** The least share of usual signs in a text, and the most of broken signs and of signs that stand alone in a word. */
const LEAST_USUAL = 0.6
const MOST_BROKEN = 0.02
const MOST_LONE = 0.3
/** Shares nearer than this do not tell one encoding from another. */
const NEAR = 0.05

const RUNS = /(?:[\x80-\xff][\x40-\x7e\x80-\xfe]?)+/g
const SIGNS = /[\x80-\xff][\x40-\x7e\x80-\xfe]?/g
const LETTER = /[a-z]/i

/** The encoding of two bytes a sign in which some bytes are East Asian text, or null if they are none. */
export function guessDoubleBytes(bytes: Uint8Array): DoubleByteEncoding | null {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  const signs: string[] = []
  let lone = 0
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    const these = run.match(SIGNS)!
    signs.push(...these)
    // An accented letter and the letter after it look like one sign in the midst of a Latin word.
    if (these.length === 1 && LETTER.test(text.charAt(index - 1) + text.charAt(index + run.length))) lone += 1
  }
  const broken = signs.filter((sign) => sign.length === 1).length
  if (broken > signs.length * MOST_BROKEN || lone > signs.length * MOST_LONE) return null
  const shares = ENCODINGS.map((encoding) => {
    const usual = signs.filter((sign) => USUAL_SIGNS[encoding].test(sign)).length
    return { encoding, share: usual / signs.length }
  })
  const best = Math.max(...shares.map(({ share }) => share))
  if (best < LEAST_USUAL) return null
  const near = shares.filter(({ share }) => share > best - NEAR).map(({ encoding }) => encoding)
  if (near.length === 1) return near[0]!
  const confidence = new Map<string, number>(
    analyse(bytes).map(({ name, confidence }) => [name.toLowerCase(), confidence]),
  )
  const of = (encoding: DoubleByteEncoding) => confidence.get(encoding) ?? 0
  return near.toSorted((a, b) => of(b) - of(a))[0]!
}
