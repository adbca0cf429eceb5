import type { Locator, Page } from '@playwright/test'

type Point = readonly [x: number, y: number]

/** A finger on the page, as the browser hears of one: it decides itself what scrolls and what is clicked. */
export async function openFinger(page: Page) {
  const session = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) })
  const down = (point: Point) => send('touchStart', [point])
  /** Moves as a finger does, in several steps. All are sent at once, so that a slow machine does not make it rest. */
  const move = ([fromX, fromY]: Point, [toX, toY]: Point, steps = 8) =>
    Promise.all(
      Array.from({ length: steps }, (_, i) => {
        const part = (i + 1) / steps
        return send('touchMove', [[fromX + (toX - fromX) * part, fromY + (toY - fromY) * part]])
      }),
    )
  return {
    down,
    move,
    /** Touches and moves on at once. */
    drag: (from: Point, to: Point) => Promise.all([down(from), move(from, to)]),
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
