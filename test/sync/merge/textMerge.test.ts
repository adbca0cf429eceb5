import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applySplice, joinNotes, moveThrough, spliceOf } from '../../../src/model/note/splice.ts'
import { merge3Idempotent, merge3, diff } from '../../../src/sync/merge/textMerge.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é'), maxLength: 20 })

test('splices turn one text into the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applySplice(before, spliceOf(before, after))).toBe(after)
      const applied = diff(before, after).reduceRight((text, splice) => applySplice(text, splice), before)
      expect(applied).toBe(after)
    }),
  )
})

test('no splice cuts a surrogate pair', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const { at, remove, insert } of [spliceOf(before, after), ...diff(before, after)])
        for (const part of [before.slice(0, at), before.slice(at, at + remove), insert])
          expect(part).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
    }),
  )
})

test('a three-way merge takes the changed side, and has the same characters in either order', () => {
  fc.assert(
    fc.property(text, text, text, (base, ours, theirs) => {
      expect(merge3(base, base, theirs)).toBe(theirs)
      expect(merge3(base, ours, base)).toBe(ours)
      expect(merge3(base, ours, ours)).toBe(ours)
      const signs = (text: string) => Array.from(text).toSorted().join('')
      if (base === '') return
      const [one, other] = [merge3(base, ours, theirs), merge3(base, theirs, ours)]
      expect(signs(one)).toBe(signs(other))
    }),
  )
})

test('a three-way merge has each insertion once, no deleted text, and all unchanged text', () => {
  const letters = fc.uniqueArray(fc.integer({ min: 0x4e00, max: 0x9000 }), { minLength: 1, maxLength: 12 })
  const edit = fc.array(fc.tuple(fc.nat(12), fc.boolean()), { maxLength: 4 })
  fc.assert(
    fc.property(letters, edit, edit, (codes, first, second) => {
      const base = String.fromCodePoint(...codes)
      let next = 0xac00
      const change = (edits: typeof first) => {
        let text = base
        for (const [place, isInsert] of edits) {
          const at = Math.min(place, text.length)
          text =
            text.slice(0, at) + (isInsert ? String.fromCodePoint((next += 1)) : '') + text.slice(isInsert ? at : at + 1)
        }
        return text
      }
      const [ours, theirs] = [change(first), change(second)]
      const joined = Array.from(merge3(base, ours, theirs))
      const isIn = (sign: string) =>
        base.includes(sign)
          ? ours.includes(sign) && theirs.includes(sign)
          : ours.includes(sign) || theirs.includes(sign)
      const wanted = [...new Set(Array.from(base + ours + theirs))].filter(isIn)
      expect(joined.toSorted()).toEqual(wanted.toSorted())
    }),
  )
})

test('a caret stays between the same two letters', () => {
  const splice = spliceOf('one three', 'one two three')
  expect([0, 4, 9].map((place) => moveThrough(place, splice))).toEqual([0, 4, 13])
})

test('two unrelated notes are joined one below the other, or once if one contains the other', () => {
  expect(joinNotes('Later.\n', ' Earlier. ')).toBe('Later.\n\nEarlier.')
  expect(joinNotes('Both and more', 'and more')).toBe('Both and more')
  expect(joinNotes('and more', 'Both and more')).toBe('Both and more')
  expect([joinNotes('Mine', ''), joinNotes('', 'Theirs'), joinNotes('Same', 'Same')]).toEqual([
    'Mine',
    'Theirs',
    'Same',
  ])
})

test('an idempotent merge has an insertion once if both sides may know it', () => {
  const base = 'One. Two.'
  expect(merge3Idempotent(base, 'One. Mine. Two.', 'One. Two. Theirs.')).toBe('One. Mine. Two. Theirs.')
  expect(merge3Idempotent(base, 'One. heard and mine. Two.', 'One. heard. Two.')).toBe('One. heard and mine. Two.')
  expect(merge3Idempotent(base, 'One. first, more of it. Two.', 'One. first of it, and last. Two.')).toMatch(
    /^One\. (?=.*first)(?=.*more)(?=.*last)(?!.*first.*first).* Two\.$/,
  )
  // What the user deleted stays deleted if the other side only has the base text.
  expect(merge3Idempotent(base, 'Two.', base)).toBe('Two.')
  // A few consecutive letters, few among many: received before the device was switched off.
  expect(merge3Idempotent('abc', 'a1bc-heard, and much more that was written since', 'abc-he')).toBe(
    'a1bc-heard, and much more that was written since',
  )
  expect(merge3Idempotent('', 'ok', 'A paragraph of quite other words that have an o and a k.')).toMatch(/ok/)
})
