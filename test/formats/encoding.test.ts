import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from '../../src/formats/encoding.ts'

const TEXT = 'Title,Authors\nÜber naïve Façades – 中文,Søren Łukasz\n'
const utf8 = (text: string) => new TextEncoder().encode(text)
const wide = (text: string, little: boolean) =>
  Uint8Array.from(
    text.split('').flatMap((unit) => {
      const code = unit.charCodeAt(0)
      return little ? [code & 255, code >> 8] : [code >> 8, code & 255]
    }),
  )
const single = (text: string) => Uint8Array.from(text.split('').map((unit) => unit.charCodeAt(0)))

test('UTF-8 and UTF-16 are decoded with and without a byte order mark', () => {
  expect(decode(utf8(TEXT))).toEqual({ text: TEXT, encoding: 'UTF-8' })
  expect(decode(utf8(`\uFEFF${TEXT}`))).toEqual({ text: TEXT, encoding: 'UTF-8' })
  for (const mark of ['', '\uFEFF']) {
    expect(decode(wide(mark + TEXT, true))).toEqual({ text: TEXT, encoding: 'UTF-16LE' })
    expect(decode(wide(mark + TEXT, false))).toEqual({ text: TEXT, encoding: 'UTF-16BE' })
  }
})

test('text that is not UTF-8 is decoded as Windows-1252, with its dashes and quotes', () => {
  expect(decode(single('Müller, José\nÀ la carte'))).toEqual({
    text: 'Müller, José\nÀ la carte',
    encoding: 'Windows-1252',
  })
  expect(decode(Uint8Array.of(0x93, 0x61, 0x94, 0x96, 0x80))).toEqual({ text: '“a”–€', encoding: 'Windows-1252' })
})

test('a file with both encodings is decoded line by line', () => {
  const both = Uint8Array.from([...utf8('Łódź\n'), ...single('Müller\n'), ...utf8('中文\n')])
  expect(decode(both)).toEqual({ text: 'Łódź\nMüller\n中文\n', encoding: 'UTF-8 and Windows-1252' })
})

test('a file truncated within a character is still decoded as UTF-8', () => {
  expect(decode(utf8('Łódź and 中文').subarray(0, -1))).toEqual({ text: 'Łódź and 中', encoding: 'UTF-8' })
})

test('line ends of all systems become line feeds', () => {
  expect(decode(utf8('a\r\nb\rc\n'))).toEqual({ text: 'a\nb\nc\n', encoding: 'UTF-8' })
})

test('any text encoded as UTF-8 is decoded unchanged', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1 })
    .filter((some) => some.trim() !== '' && !/[\p{Cc}\p{Cs}\ufeff]/u.test(some))
  fc.assert(
    fc.property(text, (some) => {
      expect(decode(utf8(`a${some}`))).toEqual({ text: `a${some}`, encoding: 'UTF-8' })
    }),
  )
})
