import { expect, test } from 'vitest'
import { createClock } from '../../../src/model/mark/clock.ts'
import { toMark, write } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark } from '../../../src/model/mark/cell.ts'
import {
  MAX_VERSIONS,
  goesOn,
  pastVersions,
  conflictingVersions,
  versions,
} from '../../../src/model/mark/noteVersions.ts'

const MINUTE_MS = 60_000

/** A page that writes notes. Each call of `writes` is a typing run, and only `pass` moves its clock. */
function page(writer: string, start = 1_000_000) {
  let now = start
  const clock = createClock(writer, () => now)
  return {
    pass: (ms: number) => (now += ms),
    clock,
    writes(kept: KeptMark, ...texts: readonly string[]) {
      let begun = clock.tick()
      let mark = kept
      for (const [i, note] of texts.entries()) {
        const at = i === 0 ? begun : clock.tick()
        mark = merge(mark, write(mark, { note }, at, begun))
      }
      begun = clock.tick()
      return mark
    },
  }
}

const texts = (all: readonly { readonly text: string }[]) => all.map(({ text }) => text)

test('a typing run is one version, and a later run leaves the earlier text in the history', () => {
  const here = page('here')
  const first = here.writes(NOTHING_KEPT, 'G', 'Go', 'Good')
  const second = here.writes(first, 'Better')
  expect(toMark(second).note).toBe('Better')
  expect(texts(pastVersions(first))).toEqual([])
  expect(texts(pastVersions(second))).toEqual(['Good'])
})

test('a cleared note is empty and keeps its history', () => {
  const here = page('here')
  const cleared = here.writes(here.writes(NOTHING_KEPT, 'years of thought'), '')
  expect(toMark(cleared).note).toBe('')
  expect(texts(pastVersions(cleared))).toEqual(['years of thought'])
})

test('two concurrent texts: the later shows, the earlier is in the history, and both copies agree', () => {
  const [here, there] = [page('here'), page('there', 1_000_010)]
  const start = page('before', 1).writes(NOTHING_KEPT, 'Before.')
  const mine = here.writes(start, 'Before. Mine')
  here.pass(20)
  const later = here.writes(mine, 'Before. Mine, and more')
  const theirs = there.writes(start, 'Before. Theirs')
  for (const both of [merge(later, theirs), merge(theirs, later)]) {
    expect(toMark(both).note).toBe('Before. Mine, and more')
    expect(texts(pastVersions(both))).toContain('Before. Theirs')
  }
  const clash = merge(mine, theirs)
  expect(toMark(clash).note).toBe('Before. Theirs')
  expect(texts(pastVersions(clash))).toEqual(['Before. Mine', 'Before.'])
})

test('a text from another page conflicts with a typing run until a later run replaces both', () => {
  const [here, there] = [page('here'), page('there')]
  const begun = here.clock.tick()
  const opened = write(NOTHING_KEPT, { note: 'M' }, begun)
  there.pass(10)
  const theirs = there.writes(NOTHING_KEPT, 'Theirs')
  here.pass(20)
  const at = here.clock.tick()
  const both = merge(merge(opened, theirs), write(opened, { note: 'Mine' }, at, begun))
  expect(texts(conflictingVersions(both))).toEqual(['Theirs'])
  here.pass(1000)
  expect(conflictingVersions(here.writes(both, 'Mine\n\nTheirs'))).toEqual([])
  expect(conflictingVersions(here.writes(both, 'Only mine'))).toEqual([])
})

test('a text written after another page’s text was seen is no conflict', () => {
  const [here, there] = [page('here'), page('there')]
  const first = here.writes(NOTHING_KEPT, 'First')
  there.pass(MINUTE_MS)
  expect(conflictingVersions(there.writes(first, 'Second'))).toEqual([])
})

test('a note keeps at most a hundred old versions, and always the last fifty', () => {
  const here = page('here')
  let mark = NOTHING_KEPT
  for (let i = 0; i < 3 * MAX_VERSIONS; i += 1) mark = here.writes(mark, `text ${i}`)
  expect(versions(mark).length).toBeLessThanOrEqual(MAX_VERSIONS + 1)
  expect(texts(pastVersions(mark)).slice(0, 50)).toEqual(
    Array.from({ length: 50 }, (_, i) => `text ${3 * MAX_VERSIONS - 2 - i}`),
  )
})

test('long typing makes a version every five minutes, and never continues a run of another page', () => {
  const here = page('here')
  const begun = here.clock.tick()
  here.pass(4 * MINUTE_MS)
  expect(goesOn(begun, here.clock.tick())).toBe(true)
  expect(goesOn(begun, page('there', 1_000_100).clock.tick())).toBe(false)
  here.pass(2 * MINUTE_MS)
  expect(goesOn(begun, here.clock.tick())).toBe(false)
})
