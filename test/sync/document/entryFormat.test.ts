import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeUp } from '../../../src/model/mark/clockSkew.ts'
import type { Stamp } from '../../../src/model/mark/clock.ts'
import type { KeptMark } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { entryKey, packCells, parseEntryKey, unpackCells } from '../../../src/sync/document/entryFormat.ts'
import { A, START_MS, stampAt } from '../../support/marks.ts'

const NOW = START_MS

const cells = fc
  .array(
    fc.tuple(
      fc.string(),
      fc.oneof(fc.string(), fc.boolean(), fc.constant(null)),
      fc.nat(3).map((ms) => stampAt(ms)),
    ),
  )
  .map((entries): KeptMark => new Map(entries.map(([cell, value, at]) => [cell, [value, at]])))

test('cells survive a round trip through an entry', () => {
  fc.assert(
    fc.property(cells, (kept) => {
      const { cells, more } = unpackCells(packCells(kept), NOW)!
      expect([cells, more]).toEqual([kept, []])
    }),
  )
})

test('a key tells the paper and the note version of its entry, whatever characters they have', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (id, rest) => {
      const paper = id as PaperId
      expect(parseEntryKey(entryKey(paper, `note:${rest}`))).toEqual({ paper, cell: `note:${rest}` })
      expect(parseEntryKey(entryKey(paper, `tag:${rest}`))).toEqual({ paper, cell: '' })
    }),
  )
})

test('any other value is not an entry, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (value) => {
      const unpacked = unpackCells(value, NOW)
      for (const [value, at] of unpacked?.cells.values() ?? []) {
        expect(['string', 'boolean', 'object']).toContain(typeof value)
        expect(at).toMatch(/^[0-9a-z]{9}-/)
      }
    }),
  )
  for (const key of ['', ':', '0:', '9:short', '-1:x', 'x', '1.5:xx', 'Infinity:x', ' 1:x:'])
    expect(parseEntryKey(key)?.paper ?? null).toSatisfy((paper) => paper === null || paper !== '')
})

test('cells of a newer version are kept as they are, beside the known ones', () => {
  const at = stampAt(1)
  const packed = JSON.stringify([[at, 'starred', true, 'rating', 5], ['later', 'x'], { shape: 'new' }])
  const { cells, more } = unpackCells(packed, NOW)!
  expect(cells).toEqual(new Map([['starred', [true, at]]]))
  expect(JSON.parse(packCells(cells, more))).toEqual([
    [at, 'starred', true],
    [at, 'rating', 5],
    ['later', 'x'],
    { shape: 'new' },
  ])
})

test('a cell ahead of the clock is set aside within its entry', () => {
  const [at, begun] = ['3zzzzzzzz-0000-x' as Stamp, stampAt(1)]
  const packed = packCells(new Map([[`note:${begun}`, ['text', at]]]))
  const { cells } = unpackCells(packed, NOW)!
  expect(takeUp(cells).get(`ahead:note:${begun}`)?.[0]).toBe(null)
  expect(takeUp(cells).get(`note:${begun}`)?.[0]).toBe('text')
  for (const cell of cells.keys()) expect(entryKey(A, cell)).toBe(entryKey(A, `note:${begun}`))
})
