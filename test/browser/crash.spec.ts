import { expect, test } from '@playwright/test'
import { crash, type Pace } from '../support/crash.ts'
import { serve } from '../support/serve.mjs'

// `npm run test:crash` sets ROUNDS. SEED repeats a run, as far as a killed browser can repeat itself.
const ROUNDS = Number(process.env['ROUNDS'] ?? 2)
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

const PACES: Readonly<Record<string, Pace>> = {
  'a reader’s pace': { pause: [40, 500], burst: 20, life: [300, 3000] },
  torture: { pause: [0, 4], burst: 5, life: [300, 4000] },
}

// One after the other: two whole browsers at once would hardly save anything before they are killed.
test.describe.configure({ mode: 'default' })

for (const [name, pace] of Object.entries(PACES)) {
  test(`every saved edit is there after the browser was killed, at ${name}`, async () => {
    test.setTimeout(60_000 + ROUNDS * 60_000)
    const server = await serve(process.env['DIST'] ?? 'dist')
    try {
      const { lost, ...counts } = await crash(server.url, ROUNDS, pace, SEED)
      console.log(`crash, ${name}: seed ${SEED}, ${JSON.stringify({ ...counts, lost: lost.length })}`)
      expect(lost).toEqual([])
      expect(counts.acknowledged).toBeGreaterThan(0)
      expect(counts.oneCopy).toBe(0)
    } finally {
      await server.close()
    }
  })
}
