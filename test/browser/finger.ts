import type { Locator, Page } from '@playwright/test'

type Point = readonly [x: number, y: number]

/** Seconds between two moves of a finger. */
const STEP_S = 0.016

/**
 * A finger on the page, as touch events of the browser, which decides itself what scrolls and what is clicked. A whole
 * move is sent at once, each step with its own time: so a slow machine cannot turn it into a rest or a fling.
 */
export async function openFinger(page: Page) {
  const session = await page.context().newCDPSession(page)
  let timestamp = 0
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', points: readonly Point[]) => {
    timestamp = Math.max(timestamp + STEP_S, Date.now() / 1000)
    return session.send('Input.dispatchTouchEvent', {
      type,
      timestamp,
      touchPoints: points.map(([x, y]) => ({ x, y })),
    })
  }
  let [atX, atY]: Point = [0, 0]
  const down = (point: Point) => {
    ;[atX, atY] = point
    return send('touchStart', [point])
  }
  const moveTo = ([x, y]: Point, steps = 8) => {
    const [fromX, fromY] = [atX, atY]
    ;[atX, atY] = [x, y]
    const parts = Array.from({ length: steps }, (_, i) => (i + 1) / steps)
    return Promise.all(
      parts.map((part) => send('touchMove', [[fromX + (x - fromX) * part, fromY + (y - fromY) * part]])),
    )
  }
  return {
    down,
    moveTo,
    /** Touches and moves at once. */
    drag: (from: Point, to: Point) => Promise.all([down(from), moveTo(to)]),
    up: () => send('touchEnd', []),
    cancel: () => send('touchCancel', []),
  }
}

/** The middle of an element, after it was scrolled into view. */
export async function middleOf(element: Locator): Promise<Point> {
  await element.scrollIntoViewIfNeeded()
  const box = await element.boundingBox()
  return [box!.x + box!.width / 2, box!.y + box!.height / 2]
}
