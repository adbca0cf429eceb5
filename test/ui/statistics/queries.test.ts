import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Marked } from '../../../src/engine/index/indexedMark.ts'
import { tallyStatuses, TALLY_FIELDS } from '../../../src/engine/facets/statusTally.ts'
import { identityOf } from '../../../src/model/mark/markIdentity.ts'
import { historyOf, STATUSES, toMark, write } from '../../../src/model/mark/mark.ts'
import { merge, NOTHING_KEPT, type KeptMark } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { HORIZONS, readPerPeriod, readMarks, waiting } from '../../../src/model/mark/readingStatistics.ts'
import { ofReading, ofRest, ofStatus, ofValue, ofWaiting } from '../../../src/ui/statistics/queries.ts'
import { entries } from '../../support/oracle.ts'
import { id, listFile, stamp } from '../../support/papers.ts'

const NOW = new Date(2026, 10, 24, 12).getTime()
const HOUR_MS = 3_600_000

const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(...STATUSES)), { maxLength: 5 })
const histories = fc.array(steps, { maxLength: 8 })

/** The marks of the first papers, set some hours apart. */
const toMarks = (all: readonly (readonly (readonly [on: number, status: (typeof STATUSES)[number]])[])[]) =>
  new Map(
    all.map((steps, i): [PaperId, KeptMark] => {
      let ms = NOW - 10_000 * HOUR_MS
      const kept = steps.reduce<KeptMark>((kept, [on, status]) => {
        ms = Math.min(NOW, ms + on * HOUR_MS)
        return merge(kept, write(kept, { status }, stamp(ms)))
      }, NOTHING_KEPT)
      return [id(`doi:10.1/${i}`), kept]
    }),
  )

test('the view of every bar has as many papers as the bar counts', () => {
  fc.assert(
    fc.property(entries, histories, fc.constantFrom(...HORIZONS), (entries, histories, horizon) => {
      const engine = createEngine()
      engine.open([listFile(entries)])
      const marks = toMarks(histories.slice(0, entries.length))
      engine.mark([...marks].map(([id, kept]): Marked => [id, toMark(kept), 1, identityOf(id, kept), historyOf(kept)]))
      const found = (text: string) => {
        const { total, problems } = engine.answer({ text, sort: [], window: [0, 0], paper: null, find: null, wide: [] })
        expect(problems).toEqual([])
        return total
      }
      const { all, by } = engine.withIndex((index) => tallyStatuses(index, 2))
      for (const [i, status] of STATUSES.entries()) {
        expect(found(ofStatus(status))).toBe(all[i])
        for (const field of TALLY_FIELDS) {
          const { rows, rest } = by[field]
          for (const { value, counts } of rows) expect(found(ofValue(field, value, status))).toBe(counts[i])
          const values = rows.map(({ value }) => value)
          expect(values.length > 0 ? found(ofRest(field, values, status)) : rest[i]).toBe(rest[i])
        }
      }
      const said = readMarks(marks)
      const read = readPerPeriod(said, horizon, NOW, 1)
      for (const { typed, papers } of read.bars) expect(found(ofReading(typed))).toBe(papers)
      expect(found(ofReading(read.typed))).toBe(read.papers)
      for (const { typed, papers } of read.took.bars) expect(found(ofReading(read.typed, typed))).toBe(papers)
      for (const { typed, papers } of waiting(said, NOW).bars) expect(found(ofWaiting(typed))).toBe(papers)
    }),
    { numRuns: 80 },
  )
}, 30_000)
