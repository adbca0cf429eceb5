import { expect, test } from 'vitest'
import { SLOTS, toAttack, UNITS, type SlotName, type UnitName } from '../support/hostile.ts'

// LINEAR=1000000 for the long run: letters of the shortest of three texts, each twice as long as the one before.
const LETTERS = Number(process.env['LINEAR'] ?? 20_000)
/** Twice the text, and no more than so much of the cost. */
const MOST = 2.5
/** What costs less is too little to be told from noise: it is asked for no more than staying there. */
const FLOOR_MS = Math.max(400, LETTERS / 50)
const RUNS = 3

/** Milliseconds of the processor, of this thread alone. */
function costOf(slot: SlotName, unit: UnitName, letters: number, isWithin: boolean): number {
  const { read } = toAttack(slot, unit, letters, isWithin)
  const before = process.cpuUsage()
  read()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The cost of a text, the least of some runs; one run where it is below the floor. */
function leastOf(slot: SlotName, unit: UnitName, letters: number, isWithin: boolean): number {
  let least = Infinity
  for (let run = 0; run < RUNS && least > FLOOR_MS; run += 1)
    least = Math.min(least, costOf(slot, unit, letters, isWithin))
  return least
}

/** The text and the cost of two lengths where twice the length cost more than `MOST` times as much. */
function steeper(slot: SlotName, unit: UnitName): readonly string[] {
  return [false, true].flatMap((isWithin) => {
    let last = Infinity
    for (const letters of [LETTERS, 2 * LETTERS]) {
      const cost = leastOf(slot, unit, letters, isWithin)
      if (cost > Math.max(FLOOR_MS, MOST * last))
        return [`${slot}, ${unit}, ${letters} letters: ${Math.round(cost)} ms after ${Math.round(last)}`]
      last = Math.max(cost, FLOOR_MS / MOST)
    }
    return []
  })
}

/** The shapes that took seconds or minutes once. */
const KNOWN: readonly (readonly [SlotName, UnitName])[] = [
  ['shared', 'dashes'],
  ['shared', 'dots'],
  ['shared', 'line ends'],
  ['sharedTitle', 'blanks'],
  ['shared address', 'dots'],
  ['detect', 'line ends'],
  ['detect', 'lines of blanks'],
  ['named', 'line ends'],
  ['bib title', 'blanks'],
  ['bib author', 'blanks'],
  ['bib key', 'blanks'],
  ['bib key', 'tabs'],
  ['bib title', 'TeX parentheses'],
  ['bib note', 'TeX parentheses'],
  ['bib open', 'letters'],
  ['csv url', 'dots'],
  ['csv url', 'addresses of dots'],
  ['csv url', 'blanks'],
  ['csv url', 'commas'],
  ['csv author', 'blanks'],
  ['csv author', 'initials'],
  ['csv links', 'links'],
  ['csv header', 'words and commas'],
  ['markdown', 'Liquid tags'],
  ['markdown', 'line ends'],
  ['note', 'backticks of growing runs'],
  ['search', 'words'],
  ['query', 'closed parentheses'],
  ['query', 'tags of a query'],
  ['noteEdit', 'line ends'],
]

test.each(KNOWN)('%s of %s costs no more than in proportion to its length', (slot, unit) => {
  expect(steeper(slot, unit)).toEqual([])
})

// Takes hours, so that it is a test only where `npm run test:fuzz` asks for it.
const everywhere = process.env['LINEAR'] === undefined ? [] : (Object.keys(SLOTS) as SlotName[])
for (const slot of everywhere)
  test(`${slot} of each of ${Object.keys(UNITS).length} units costs in proportion`, { timeout: 36_000_000 }, () => {
    expect((Object.keys(UNITS) as UnitName[]).flatMap((unit) => steeper(slot, unit))).toEqual([])
  })
