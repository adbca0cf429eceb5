import { expect, test } from 'vitest'
import { printBytes } from '../../src/model/numberFormat.ts'

test.each([
  [0, '1 kB'],
  [222_400, '222 kB'],
  [1_240_000, '1.2 MB'],
  [11_000_000_000, '11 GB'],
])('%d bytes are printed as %s', (bytes, text) => {
  expect(printBytes(bytes)).toBe(text)
})
