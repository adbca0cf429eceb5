import { describe, expect, test } from 'vitest'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { openSentinel } from '../../../src/storage/marks/lossDetector.ts'
import { createSetting } from '../../support/address.ts'
import { kept } from '../../support/marks.ts'

const id = (number: number) => `doi:10.1/${number}` as PaperId
/** Marks of papers `from` up to `to`, written at `ms`. */
const marks = (from: number, to: number, ms = 0): Marks =>
  new Map(Array.from({ length: to - from }, (_, i) => [id(from + i), kept({ starred: true }, ms)]))

/** One visit that reads marks and saves others. */
function visit(
  setting: ReturnType<typeof createSetting>,
  found: Marks,
  { unreadable = 0, saved = new Map() as Marks } = {},
) {
  const detector = openSentinel(setting)
  detector.begin()
  const missing = detector.missing(found, unreadable)
  return { detector, missing, missingAfter: detector.see(saved) }
}

describe('marks that were counted and do not come back', () => {
  test('are missing from a tenth on', () => {
    const setting = createSetting()
    visit(setting, marks(0, 100))
    expect(visit(createSetting(setting.read()), marks(0, 90)).missing).toBe(0)
    expect(visit(createSetting(setting.read()), marks(0, 89)).missing).toBe(11)
    expect(visit(createSetting(setting.read()), new Map()).missing).toBe(100)
  })

  test('are not missing where they are there and cannot be read', () => {
    const setting = createSetting()
    visit(setting, marks(0, 100))
    expect(visit(setting, marks(0, 50), { unreadable: 50 }).missing).toBe(0)
  })

  test('stay missing on later visits, and new marks do not stand for them', () => {
    const setting = createSetting()
    visit(setting, marks(0, 100))
    const later = marks(200, 260, 1000)
    expect(visit(setting, marks(0, 40), { saved: later }).missingAfter).toBe(60)
    expect(visit(setting, new Map([...marks(0, 40), ...later])).missing).toBe(60)
  })

  test('are fewer as they come back, and none once all are', () => {
    const setting = createSetting()
    visit(setting, marks(0, 100))
    const { detector } = visit(setting, marks(0, 40))
    expect(detector.see(marks(40, 70))).toBe(30)
    expect(detector.see(marks(70, 100))).toBe(0)
    expect(visit(setting, marks(0, 100)).missing).toBe(0)
  })

  test('are not reported again once they are given up', () => {
    const setting = createSetting()
    visit(setting, marks(0, 100))
    visit(setting, marks(0, 40)).detector.giveUp()
    expect(visit(setting, marks(0, 40)).missing).toBe(0)
  })
})

test.each([null, '', 'no JSON', '{"marks":"many"}', '{"marks":3,"stamp":"?"}'])(
  'a setting that says %o counts nothing, and is no error',
  (text) => {
    expect(visit(createSetting(text), marks(0, 3)).missing).toBe(0)
  },
)

test('marks saved while the first are read are counted with them', () => {
  const setting = createSetting()
  const detector = openSentinel(setting)
  detector.begin()
  detector.see(marks(5, 10))
  detector.missing(marks(0, 5), 0)
  expect(visit(setting, new Map()).missing).toBe(10)
})
