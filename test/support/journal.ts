import type { Marks } from '../../src/model/mark/cell.ts'
import type { Journal } from '../../src/storage/journal/lazyJournal.ts'
import { compareCopies } from '../../src/storage/journal/compareCopies.ts'
import { join } from '../../src/model/mark/markDiff.ts'

/** A second copy that lasts as long as the test, and fails when told to. */
export function createJournal(records: Marks = new Map()): Journal & {
  /** Its content. */
  readonly records: Marks
  readonly appended: readonly Marks[]
  readonly compactions: number
  breakDown(): void
  repair(): void
} {
  const appended: Marks[] = []
  let isBroken = false
  let compactions = 0
  const or = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    if (isBroken) throw new DOMException('No more room', 'QuotaExceededError')
    return work()
  }
  const held = () => join(records, ...appended)
  const append = (marks: Marks) => void appended.push(structuredClone(marks))
  return {
    get records() {
      return held()
    },
    appended,
    get compactions() {
      return compactions
    },
    compare: (ours) =>
      or(() => {
        const { news, lacking } = compareCopies(held(), ours)
        for (const cells of lacking) append(cells)
        return { news, isGiven: true, unreadable: 0, aside: 0, at: null }
      }),
    append: (marks) => or(() => append(marks)),
    compact: () =>
      or(() => {
        compactions += 1
        return null
      }),
    breakDown: () => (isBroken = true),
    repair: () => (isBroken = false),
  }
}
