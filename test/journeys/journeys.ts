import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Engine } from './engines/engine.ts'
import { NOT_APPLICABLE } from './notApplicable.ts'
import { withStage, type Stage } from './stage.ts'
import { access } from './stories/access.ts'
import { faults } from './stories/faults.ts'
import { files } from './stories/files.ts'
import { finding } from './stories/finding.ts'
import { keeping } from './stories/keeping.ts'
import { offline } from './stories/offline.ts'
import { writing } from './stories/writing.ts'

/** Journeys by their titles, each a sentence. */
export type Journeys = Readonly<Record<string, (stage: Stage) => Promise<void>>>

const JOURNEYS: Journeys = { ...finding, ...writing, ...keeping, ...files, ...offline, ...faults, ...access }

/**
 * Registers a test of each journey for an engine, all in one browser. Each has an origin of its own, and thus no
 * earlier data.
 */
export function runJourneys(engine: Engine) {
  const reasons: Readonly<Record<string, string>> = NOT_APPLICABLE[engine.name]
  const unknown = Object.keys(reasons).filter((title) => !Object.hasOwn(JOURNEYS, title))
  if (unknown.length > 0) throw new Error(`No such journey: ${unknown.join('; ')}`)
  describe(`in ${engine.name}`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await engine.start()
    })
    afterAll(() => browser?.close())
    test.for(Object.entries(JOURNEYS))('%s', async ([title, journey], { skip, task }) => {
      const reason = reasons[title]
      if (reason !== undefined) {
        Object.assign(task.meta, { notApplicable: reason })
        skip(reason)
      }
      expect.hasAssertions()
      await withStage(engine, browser, journey)
    })
  })
}
