import type { OldEncoding } from './encodings.ts'

/** Windows-1252 at 0x80 to 0x9f, where Latin-1 has control characters. Some engines decode the one as the other. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The text of bytes in an encoding older than Unicode. */
export function decodeAs(bytes: Uint8Array, encoding: OldEncoding): string {
  const text = new TextDecoder(encoding).decode(bytes)
  return encoding === 'windows-1252'
    ? text.replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign)
    : text
}
