import { analyse } from 'chardet'
import { decodeAs } from './decodeAs.ts'
import { guessDoubleBytes } from './doubleBytes.ts'
import type { OldEncoding } from './encodings.ts'
import { legibility } from './legibility.ts'

/** Encodings of one byte a sign, with what chardet calls them. Of equals the first wins. */
const SINGLE_BYTES = {
  'windows-1252': null,
  macintosh: null,
  'windows-1250': null,
  'windows-1251': 'windows-1251',
  'koi8-r': 'KOI8-R',
  'windows-1253': 'ISO-8859-7',
  'windows-1255': 'ISO-8859-8',
  'windows-1256': 'windows-1256',
  'windows-874': 'windows-874',
} as const satisfies Partial<Record<OldEncoding, string | null>>

/**
 * The likeliest encoding of bytes that are not Unicode. chardet decides between encodings in which the text makes words
 * equally well: by itself it takes short texts for Western ones, and does not know Mac Roman.
 */
export function guessEncoding(bytes: Uint8Array): OldEncoding {
  const doubleBytes = guessDoubleBytes(bytes)
  if (doubleBytes) return doubleBytes
  const names = Object.keys(SINGLE_BYTES) as (keyof typeof SINGLE_BYTES)[]
  const scores = new Map(names.map((name) => [name, legibility(decodeAs(bytes, name))]))
  const best = Math.max(...scores.values())
  const equal = names.filter((name) => scores.get(name) === best)
  const confidence = new Map<string | null, number>(analyse(bytes).map(({ name, confidence }) => [name, confidence]))
  const of = (name: keyof typeof SINGLE_BYTES) => confidence.get(SINGLE_BYTES[name]) ?? 0
  return equal.toSorted((a, b) => of(b) - of(a))[0]!
}
