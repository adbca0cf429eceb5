import { expect, test } from 'vitest'
import { SLOTS, toAttack, UNITS, type SlotName, type UnitName } from '../support/hostile.ts'

// The length of the shorter text in characters; the other is twice as long. LINEAR=1000000 sets a long run.
const LETTERS = Number(process.env['LINEAR'] ?? 20_000)
/** The most that twice the text may cost, as a factor. */
const MOST = 2.5
/** Lower costs drown in noise, so below this only the bound itself is checked. */
const FLOOR_MS = Math.max(400, LETTERS / 50)
const RUNS = 3

/** The processor time of this process, in milliseconds. */
function costOf(slot: SlotName, unit: UnitName, letters: number, isWithin: boolean): number {
  const { read } = toAttack(slot, unit, letters, isWithin)
  const before = process.cpuUsage()
  read()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The least cost of several runs. One run is enough below the floor. */
function leastOf(slot: SlotName, unit: UnitName, letters: number, isWithin: boolean): number {
  let least = Infinity
  for (let run = 0; run < RUNS && least > FLOOR_MS; run += 1)
    least = Math.min(least, costOf(slot, unit, letters, isWithin))
  return least
}

/** Reports lengths whose cost is more than `MOST` times that of half the length. */
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

/** Inputs that once took seconds or minutes. */
const KNOWN: readonly (readonly [SlotName, UnitName])[] = [
  ['pasted', 'dashes'],
  ['pasted', 'dots'],
  ['pasted', 'line ends'],
  ['pasted', 'commas'],
  ['pasted', 'begun DOIs'],
  ['pastedTitle', 'blanks'],
  ['pasted address', 'dots'],
  ['pasted DOI', 'closed parentheses'],
  ['pasted DOI', 'DOIs'],
  ['page', 'letters'],
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
  ['bookmarks', 'open tags'],
  ['bookmarks', 'tags of attributes'],
  ['bookmark title', 'entities'],
  ['bookmark address', 'dots'],
  ['bibliography', 'details'],
  ['bibliography', 'tags with open quotes'],
  ['bibliography words', 'blanks'],
  ['bibliography COinS', 'ampersands'],
  ['detect page', 'line ends'],
  ['detect XML', 'dashes'],
  ['detect YAML', 'lines of blanks'],
  ['detect note', 'rules'],
  ['detect note', 'letters'],
  ['vaultNote', 'rules'],
  ['note property', 'open links to papers'],
  ['note body', 'line ends'],
  ['own note body', 'deeper bullets'],
  ['yaml', 'bullets on one line'],
  ['yaml', 'attributes'],
  ['yaml title', 'blanks'],
  ['yaml plain', 'colons'],
  ['yaml plain', 'line ends'],
  ['yaml block', 'lines of blanks'],
  ['yaml flow', 'open brackets'],
  ['yaml flow', 'words and commas'],
  ['yaml flow', 'JSON openers'],
  ['endNoteXml', 'tags'],
  ['EndNote title', 'ends of tags'],
  ['EndNote record', 'tags and ends'],
  ['PubMed title', 'entities'],
  ['Zotero note', 'angle brackets'],
  ['Zotero items', 'tags and ends'],
  ['markdown', 'Liquid tags'],
  ['markdown', 'line ends'],
  ['note', 'backticks of growing runs'],
  ['search', 'words'],
  ['query', 'closed parentheses'],
  ['query', 'tags of a query'],
  ['noteEdit', 'line ends'],
]

test.each(KNOWN)('%s of %s costs at most linear time', (slot, unit) => {
  expect(steeper(slot, unit)).toEqual([])
})

// Takes hours, so these tests exist only in `npm run test:fuzz`.
const everywhere = process.env['LINEAR'] === undefined ? [] : (Object.keys(SLOTS) as SlotName[])
for (const slot of everywhere)
  test(
    `${slot} of each of ${Object.keys(UNITS).length} units costs at most linear time`,
    { timeout: 36_000_000 },
    () => {
      expect((Object.keys(UNITS) as UnitName[]).flatMap((unit) => steeper(slot, unit))).toEqual([])
    },
  )
