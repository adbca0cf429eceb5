import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClock } from '../../src/model/mark/clock.ts'
import { STATUSES, toMark, type Mark } from '../../src/model/mark/mark.ts'
import { merge, type Marks } from '../../src/model/mark/cell.ts'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { openMarkStore } from '../../src/storage/marks/markStore.ts'
import { join } from '../../src/model/mark/markDiff.ts'
import { createAutosave } from '../../src/store/library/autosave.ts'
import { createLibrary } from '../../src/store/library/library.ts'
import { createSetting } from '../support/address.ts'
import { createDisk, openTab, reload, type Disk } from '../support/disk.ts'
import { createJournal } from '../support/journal.ts'
import { A, B, C, START_MS } from '../support/marks.ts'

const PAPERS: readonly PaperId[] = [A, B, C]

let writers = 0

/** A page of the app on the shared disk. Its clock may be wrong, and its messages queue until they are delivered. */
async function openPage(
  disk: Disk,
  journal: ReturnType<typeof createJournal>,
  setting: ReturnType<typeof createSetting>,
  skew: number,
) {
  const writer = `page${(writers += 1)}`
  let now = START_MS + skew
  const { collection, database } = await openTab(disk, writer)
  const copies = openMarkStore(collection, journal, setting)
  const { records, unreadable, missing } = await copies.load()
  expect([unreadable, missing]).toEqual([0, 0])
  const library = createLibrary(
    records,
    createClock(writer, () => (now += 1)),
  )
  const inbox: Marks[] = []
  let others: readonly Marks[][] = []
  const keeper = createAutosave(library, copies, (saved) => {
    for (const other of others) other.push(structuredClone(saved))
  })
  return {
    library,
    keeper,
    inbox,
    tells: (boxes: readonly Marks[][]) => (others = boxes),
    /** Delivers one queued message; `place` chooses which. */
    hear(place: number) {
      const [message] = inbox.splice(place % Math.max(1, inbox.length), 1)
      if (message) library.getState().receive(message)
    },
    close: () => database.close(),
  }
}

type Action =
  | { readonly does: 'edit'; readonly papers: readonly PaperId[]; readonly change: Partial<Mark> }
  | { readonly does: 'undo' | 'redo' | 'save' | 'vanish' }
  | { readonly does: 'hear' | 'miss'; readonly place: number }

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('edit' as const),
      papers: fc.subarray([...PAPERS], { minLength: 1 }),
      change: fc.oneof(
        fc.record({ starred: fc.boolean() }),
        fc.record({ status: fc.constantFrom(...STATUSES) }),
        fc.record({ tags: fc.subarray(['x', 'y', '__proto__']) }),
        fc.record({ note: fc.string({ maxLength: 3 }) }),
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('save' as const, 'vanish' as const) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('hear' as const, 'miss' as const), place: fc.nat(9) }) },
)

test('two tabs end equal to each other and to the disk in any order of writes, saves, messages and reloads', async () => {
  const step = fc.tuple(fc.constantFrom(0 as const, 1 as const), action)
  const skew = fc.integer({ min: -86_400_000, max: 86_400_000 })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.tuple(skew, skew), async (steps, skews) => {
      const [disk, journal, setting] = [createDisk(), createJournal(), createSetting()]
      const open = (which: 0 | 1) => openPage(disk, journal, setting, skews[which])
      const pages = [await open(0), await open(1)] as [
        Awaited<ReturnType<typeof open>>,
        Awaited<ReturnType<typeof open>>,
      ]
      const connect = () => {
        pages[0].tells([pages[1].inbox])
        pages[1].tells([pages[0].inbox])
      }
      connect()
      /** Every saved state that any page has ever shown. */
      let all: Marks = new Map()

      for (const [which, action] of steps) {
        const page = pages[which]
        const state = page.library.getState()
        switch (action.does) {
          case 'edit':
            state.edit(action.papers, action.change)
            break
          case 'hear':
            page.hear(action.place)
            break
          case 'miss':
            // Like a frozen tab or a lost message: the next load must do without it.
            page.inbox.splice(action.place % Math.max(1, page.inbox.length), 1)
            break
          case 'save':
            await page.keeper.flush()
            break
          case 'vanish':
            // The page flushes its changes, and another page takes its place.
            page.keeper.flushAtOnce()
            await new Promise((resolve) => setImmediate(resolve))
            page.close()
            pages[which] = await open(which)
            connect()
            break
          case 'undo':
          case 'redo':
            state[action.does]()
            break
        }
        all = join(all, page.library.getState().marks)
      }

      for (const page of pages) await page.keeper.flush()
      const { records } = await reload(disk)
      // The next load brings what no message brought.
      for (const page of pages) {
        page.library.getState().receive(records)
        while (page.inbox.length > 0) page.hear(0)
      }
      const [here, there] = pages.map(({ library }) => new Map(library.getState().marks))
      expect(here).toEqual(there)
      expect(records).toEqual(here)
      expect(join(records, journal.records)).toBe(records)
      // No value that a page has shown is lost or has become older.
      for (const [paper, mark] of all) expect(merge(records.get(paper)!, mark)).toBe(records.get(paper))
      for (const paper of PAPERS) expect(toMark(here!.get(paper))).toEqual(toMark(there!.get(paper)))
      for (const page of pages) page.close()
    }),
    { numRuns: 300 },
  )
})
