import type { Locator, Page } from '@playwright/test'

type Point = readonly [x: number, y: number]

/** A finger on the page, as the browser hears of one: it decides itself what scrolls and what is clicked. */
export async function openFinger(page: Page) {
  const session = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) })
  return {
    down: (point: Point) => send('touchStart', [point]),
    /** Moves as a finger does, in several steps. */
    async move([fromX, fromY]: Point, [toX, toY]: Point, steps = 8) {
      for (let i = 1; i <= steps; i += 1) {
        await send('touchMove', [[fromX + ((toX - fromX) * i) / steps, fromY + ((toY - fromY) * i) / steps]])
      }
    },
    up: () => send('touchEnd', []),
    cancel: () => send('touchCancel', []),
  }
}

/** The middle of an element, brought onto the screen. */
export async function middleOf(element: Locator): Promise<Point> {
  await element.scrollIntoViewIfNeeded()
  const box = await element.boundingBox()
  return [box!.x + box!.width / 2, box!.y + box!.height / 2]
}
