import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAs } from '../../support/encode.ts'
import { decode } from '../../../src/formats/encoding/decode.ts'

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
    encoding: 'windows-1252',
    isGuess: true,
    isMixed: false,
    samples: ['Müller, José', 'À la carte'],
  })
  expect(decode(Uint8Array.of(0x93, 0x61, 0x94, 0x96, 0x80))).toMatchObject({ text: '“a”–€', encoding: 'windows-1252' })
})

test('a file with both encodings is decoded line by line', () => {
  const both = Uint8Array.from([...utf8('Łódź\n'), ...single('Müller\n'), ...utf8('中文\n')])
  expect(decode(both)).toEqual({
    text: 'Łódź\nMüller\n中文\n',
    encoding: 'windows-1252',
    isGuess: true,
    isMixed: true,
    samples: ['Müller'],
  })
  const chinese = Uint8Array.from([...utf8('Łódź\n'), ...encodeAs('深度学习综述\n', 'gb18030')])
  expect(decode(chinese)).toMatchObject({ text: 'Łódź\n深度学习综述\n', encoding: 'gb18030', isMixed: true })
})

test('a file truncated within a character is still decoded as UTF-8', () => {
  expect(decode(utf8('Łódź and 中文').subarray(0, -1))).toEqual({ text: 'Łódź and 中', encoding: 'UTF-8' })
})

test('a character broken within a line of UTF-8 leaves the rest of the line as it was', () => {
  const line = '{"title":"深度学习在图像识别中的应用研究","authors":"Łukasz Müller"}'
  const broken = Uint8Array.from([...utf8(line)].filter((_, i) => i !== 12))
  expect(decode(broken)).toEqual({ text: line.replace('深', '\ufffd'), encoding: 'UTF-8' })
})

test('words of two bytes a sign that happen to be UTF-8 are read with their file', () => {
  const text = '%0 Journal Article\n%A 通\n%T 深度学习在图像识别中的应用\n%J 计算机学报\n%I 清华大学\n%K 卷积神经网络\n'
  expect(decode(encodeAs('通\n', 'gb18030'))).toMatchObject({ encoding: 'UTF-8' })
  expect(decode(encodeAs(text, 'gb18030'))).toMatchObject({ text, encoding: 'gb18030', isMixed: false })
})

test('text is decoded as the user says, unless it is Unicode', () => {
  const bytes = encodeAs('Jiří Čapek', 'windows-1250')
  expect(decode(bytes, 'windows-1250')).toEqual({
    text: 'Jiří Čapek',
    encoding: 'windows-1250',
    isGuess: false,
    isMixed: false,
    samples: ['Jiří Čapek'],
  })
  expect(decode(utf8('Jiří'), 'windows-1250')).toEqual({ text: 'Jiří', encoding: 'UTF-8' })
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
