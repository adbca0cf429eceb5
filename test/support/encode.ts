import { decodeAs } from '../../src/formats/encoding/decodeAs.ts'
import { hasDoubleBytes } from '../../src/formats/encoding/doubleBytes.ts'
import type { OldEncoding } from '../../src/formats/encoding/encodings.ts'

const learnt = new Map<OldEncoding, ReadonlyMap<string, readonly number[]>>()

/** The bytes of a text in an encoding older than Unicode. Throws at a sign that the encoding lacks. */
export function encodeAs(text: string, encoding: OldEncoding): Uint8Array {
  const codes = learnt.get(encoding) ?? learn(encoding)
  learnt.set(encoding, codes)
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => {
      const code = codes.get(sign)
      if (!code) throw new Error(`${sign} is not in ${encoding}`)
      return code
    }),
  )
}

function learn(encoding: OldEncoding): ReadonlyMap<string, readonly number[]> {
  const single = Array.from({ length: 256 }, (_, byte) => [byte])
  const high = single.slice(0x81, 0xff).flat()
  const double = high.flatMap((first) => single.slice(0x40, 0xff).map(([second]) => [first, second!]))
  const codes = new Map<string, readonly number[]>()
  for (const code of hasDoubleBytes(encoding) ? [...single, ...double] : single) {
    const sign = decodeAs(Uint8Array.from(code), encoding)
    if (sign.length === 1 && sign !== '\ufffd' && !codes.has(sign)) codes.set(sign, code)
  }
  return codes
}
