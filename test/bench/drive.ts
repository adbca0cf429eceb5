import { readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from '@playwright/test'
import type { Fling, Probe, Wanted } from './probe.ts'

/** The time until the answer of an action was painted, and its cost on the main thread, both in milliseconds. */
export type Cost = { readonly painted: number; readonly cpu: number }

export type Driver = ReturnType<typeof createDriver>

/** Work deferred until after the answer counts as part of it. */
const AFTERMATH_MS = 60

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Acts as a user in a page, and measures it. */
export function createDriver(page: Page, session: CDPSession) {
  const cpu = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
  const act = async (wanted: Wanted, action: () => Promise<unknown>): Promise<Cost> => {
    await page.evaluate((next) => (globalThis as unknown as { probe: Probe }).probe.expect(next), wanted)
    const before = await cpu()
    await action()
    const painted = await page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.painted())
    await wait(AFTERMATH_MS)
    return { painted, cpu: (await cpu()) - before }
  }
  return {
    open: () => session.send('Performance.enable'),
    key: (wanted: Wanted, key: string) => act(wanted, () => page.keyboard.press(key)),
    async click(wanted: Wanted, selector: string) {
      const place = await page.locator(selector).first().boundingBox()
      if (!place) throw new Error(`${selector} is not to be seen`)
      await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
      await wait(AFTERMATH_MS)
      return act(wanted, () => page.mouse.click(place.x + place.width / 2, place.y + place.height / 2))
    },
    /** Flings the list down and watches every frame. */
    async fling(selector: string): Promise<Fling> {
      const place = await page.locator(selector).first().boundingBox()
      if (!place) throw new Error(`${selector} is not to be seen`)
      await page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.watch())
      await session.send('Input.synthesizeScrollGesture', {
        x: place.x + place.width / 2,
        y: place.y + place.height / 2,
        yDistance: -20_000,
        speed: 10_000,
        gestureSourceType: 'mouse',
      })
      return page.evaluate(() => (globalThis as unknown as { probe: Probe }).probe.watched())
    },
    /** The page’s own heap after a garbage collection, in megabytes. */
    async heap(): Promise<number> {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize / 1e6
    },
  }
}

/** Memory of the largest renderer, in megabytes, with a proportional share of common pages (PSS). */
export async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => pss(id))
  return Math.max(...sizes)
}

/** NaN where the system does not report it. */
function pss(process: number): number {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${process}/smaps_rollup`, 'utf8'))?.[1]
    return (Number(kilobytes) * 1024) / 1e6
  } catch {
    return Number.NaN
  }
}
