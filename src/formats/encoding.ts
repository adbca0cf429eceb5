/** The text of a file with its encoding. */
export type DecodedText = { readonly text: string; readonly encoding: Encoding }
/** The text of a file, or the reason why the file is no text. */
export type Decoded = DecodedText | { readonly problem: string }
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252' | 'UTF-8 and Windows-1252'

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
 * Decodes bytes to text with LF line ends: UTF-8 or UTF-16, with or without a byte order mark, else Windows-1252 (a
 * superset of Latin-1). If only some lines are not UTF-8, only those are decoded as Windows-1252. A character truncated
 * at the end is dropped.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { problem: 'The file is empty.' }
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  const known = SIGNATURES.find(([, signature]) => head.startsWith(signature))
  if (known) return { problem: `This is ${known[0]}, not a text file.` }
  const encoding = byMark(bytes) ?? wideOf(bytes)
  if (encoding === null && isBinary(bytes)) return { problem: 'This is not a text file.' }
  const read =
    encoding && encoding !== 'UTF-8'
      ? { text: new TextDecoder(encoding.toLowerCase()).decode(bytes), encoding }
      : decodeBytes(bytes)
  const text = read.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  return text.trim() === '' ? { problem: 'The file is empty.' } : { text, encoding: read.encoding }
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

/** A text has no zero byte and few control characters. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) controls += 1
  }
  return controls > 2 + sample.length / 100
}

function decodeBytes(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const whole = strict(bytes)
  if (whole !== null) return { text: whole, encoding: 'UTF-8' }
  let text = ''
  let wide = 0
  let single = 0
  let from = 0
  while (from < bytes.length) {
    const end = bytes.indexOf(10, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end + 1)
    const read = strict(line) ?? (end < 0 ? strict(line.subarray(0, line.length - cutOff(line))) : null)
    text += read ?? fromWindows(line)
    if (read === null) single += 1
    else if (read.length < line.length) wide += 1
    from += line.length
  }
  return { text, encoding: single === 0 ? 'UTF-8' : wide === 0 ? 'Windows-1252' : 'UTF-8 and Windows-1252' }
}

/** Windows-1252 at 0x80 to 0x9f, where Latin-1 has control characters. Some engines decode the one as the other. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const fromWindows = (bytes: Uint8Array) =>
  new TextDecoder('windows-1252')
    .decode(bytes)
    .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign)

function strict(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The number of bytes in a truncated character at the end. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3; back += 1) if ((bytes.at(-back) ?? 0) >= 0xc0) return back
  return 0
}
