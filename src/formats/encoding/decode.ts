import { decodeAs } from './decodeAs.ts'
import { hasDoubleBytes } from './doubleBytes.ts'
import { isOldEncoding, OLD_ENCODINGS, type Encoding, type OldEncoding } from './encodings.ts'
import { guessEncoding } from './guessEncoding.ts'
import { sampleLines } from './sampleLines.ts'
import type { Notice } from '../entry/entry.ts'

/** The text of a file with its encoding. */
export type DecodedText = {
  readonly text: string
  readonly encoding: Encoding
  /** Whether the encoding was guessed: files do not name one that is older than Unicode. */
  readonly isGuess?: boolean
  /** Whether other lines of the file are UTF-8. */
  readonly isMixed?: boolean
  /** Lines that show whether the encoding is the right one. */
  readonly samples?: readonly string[]
}
/** The old encoding in which a file was read. */
export type FoundEncoding = {
  readonly name: OldEncoding
  readonly isGuess: boolean
  readonly samples: readonly string[]
}
/** The text of a file, or the reason why the file is no text. */
export type Decoded = DecodedText | { readonly problem: string }

/** The first bytes of common binary files. */
const SIGNATURES = [
  ['a PDF', '%PDF-'],
  ['a ZIP archive, or an Office document, which is one', 'PK\u0003\u0004'],
  ['a gzip archive', '\u001f\u008b'],
  ['a PNG picture', '\u0089PNG'],
  ['a JPEG picture', '\u00ff\u00d8\u00ff'],
  ['a GIF picture', 'GIF8'],
  ['an SQLite database', 'SQLite format 3'],
  ['an old Office document', '\u00d0\u00cf\u0011\u00e0'],
  ['a 7-Zip archive', '7z\u00bc\u00af'],
] as const

/**
 * Decodes bytes to text with LF line ends: UTF-8 or UTF-16, with or without a byte order mark, else the encoding that the
 * user has chosen, or the likeliest one. If only some lines are not UTF-8, only those are decoded in it. A character
 * truncated at the end is dropped.
 */
export function decode(bytes: Uint8Array, chosen?: OldEncoding): Decoded {
  if (bytes.length === 0) return { problem: 'The file is empty.' }
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  const known = SIGNATURES.find(([, signature]) => head.startsWith(signature))
  if (known) return { problem: `This is ${known[0]}, not a text file.` }
  const encoding = byMark(bytes) ?? wideOf(bytes)
  if (encoding === null && isBinary(bytes)) return { problem: 'This is not a text file.' }
  const read: DecodedText =
    encoding && encoding !== 'UTF-8'
      ? { text: new TextDecoder(encoding.toLowerCase()).decode(bytes), encoding }
      : decodeBytes(bytes, chosen)
  const text = read.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  return text.trim() === '' ? { problem: 'The file is empty.' } : { ...read, text }
}

/** The old encoding in which a text was read, or null if it is Unicode. */
export const foundEncoding = ({ encoding, isGuess = false, samples = [] }: DecodedText): FoundEncoding | null =>
  isOldEncoding(encoding) ? { name: encoding, isGuess, samples } : null

/** What the user should know of a text whose encoding was guessed. */
export function tellGuess({ encoding, isGuess = false, isMixed = false }: DecodedText): readonly Notice[] {
  if (!isGuess || !isOldEncoding(encoding)) return []
  const read = isMixed ? 'is not all UTF-8; the rest was read as' : 'is not UTF-8, and was read as'
  const message = `${read} ${OLD_ENCODINGS[encoding]}, which is a guess, so look at letters that are not English`
  return [{ line: 1, field: null, message }]
}

function byMark([a, b, c]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'UTF-8'
  if (a === 0xff && b === 0xfe) return 'UTF-16LE'
  return a === 0xfe && b === 0xff ? 'UTF-16BE' : null
}

/** UTF-16 without a mark: nearly every second byte is zero, since every language uses ASCII signs and line ends. */
function wideOf(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i % 2]! += 1
  const [even = 0, odd = 0] = zeros
  const some = Math.max(2, sample.length / 20)
  if (odd > some && even < odd / 10) return 'UTF-16LE'
  return even > some && odd < even / 10 ? 'UTF-16BE' : null
}

/** A text has no zero byte and few control characters besides those that part lines and pages. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 32 && (byte < 9 || byte > 13)) controls += 1
  }
  return controls > 2 + sample.length / 100
}

function decodeBytes(bytes: Uint8Array, chosen?: OldEncoding): DecodedText {
  const whole = strict(bytes)
  if (whole !== null) return { text: whole, encoding: 'UTF-8' }
  const others: number[] = []
  let unicode = 0
  let other = 0
  for (const line of eachLine(bytes)) {
    const read = readLine(line)
    if (read === null) {
      other += 1
      if (others.length < SAMPLE) others.push(...line.subarray(0, SAMPLE))
    } else if (read.length < line.length) unicode += 1
  }
  const lines = (decodeOther: (line: Uint8Array) => string) =>
    Array.from(eachLine(bytes), (line) => readLine(line) ?? decodeOther(line)).join('')
  if (other === 0) return { text: lines(() => ''), encoding: 'UTF-8' }
  const sample = Uint8Array.from(others)
  const encoding = chosen ?? guessEncoding(sample)
  const isMixed = unicode > (hasDoubleBytes(encoding) ? other * BY_CHANCE : 0)
  const text = isMixed ? lines((line) => decodeAs(line, encoding)) : decodeAs(bytes, encoding)
  const samples = sampleLines(decodeAs(sample, encoding))
  return { text, encoding, isGuess: chosen === undefined, isMixed, samples }
}

/** The number of bytes from which an encoding is guessed. */
const SAMPLE = 20_000
/** A short word in two bytes a sign may happen to be UTF-8 too. */
const BY_CHANCE = 1 / 4

function* eachLine(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from)
    const to = end < 0 ? bytes.length : end + 1
    yield bytes.subarray(from, to)
    from = to
  }
}

/** The text of a line in UTF-8, of which a character may be broken; null where it is in another encoding. */
function readLine(line: Uint8Array): string | null {
  const whole = strict(line) ?? strict(line.subarray(0, line.length - cutOff(line)))
  if (whole !== null) return whole
  const text = new TextDecoder().decode(line)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const read = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  return read > broken * MOST_READ ? text : null
}

/** A line in another encoding has few characters that happen to be UTF-8. */
const MOST_READ = 4

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function strict(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** The number of bytes in a truncated character at the end. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) if ((bytes.at(-back) ?? 0) >= 0xc0) return back
  return 0
}
