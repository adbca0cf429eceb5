import type { CDPSession, Page } from '@playwright/test'

const CODES: Readonly<Record<string, readonly [code: string, virtual: number, text?: string]>> = {
  '/': ['Slash', 191, '/'],
  '#': ['Digit3', 51, '#'],
  Enter: ['Enter', 13, '\r'],
  Escape: ['Escape', 27],
  ArrowDown: ['ArrowDown', 40],
  ArrowUp: ['ArrowUp', 38],
  End: ['End', 35],
  Home: ['Home', 36],
  PageDown: ['PageDown', 34],
  PageUp: ['PageUp', 33],
}
const CONTROL = 2

/** A key in the terms of the Chrome DevTools Protocol; `Control+z` is one with Ctrl. */
function describe(name: string) {
  const key = name.replace('Control+', '')
  const modifiers = key === name ? 0 : CONTROL
  const letter = [/^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`, key.toUpperCase().charCodeAt(0), key]
  const [code, windowsVirtualKeyCode, text] = (CODES[key] ?? letter) as readonly [string, number, string?]
  return { up: { key, code, windowsVirtualKeyCode, modifiers }, text: modifiers === 0 ? text : undefined }
}

/** A keyboard and a processor that a test controls. */
export async function openHands(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  return {
    /** Slows the page’s processor down by this factor. */
    slow: (times: number) => session.send('Emulation.setCPUThrottlingRate', { rate: times }),
    /**
     * Presses keys, named with spaces between them, without any pause: all are sent before the page has handled the
     * first.
     */
    press: (keys: string) =>
      Promise.all(
        keys.split(' ').flatMap((name) => {
          const { up, text } = describe(name)
          const down = text === undefined ? up : { ...up, text }
          return [
            session.send('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', ...down }),
            session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...up }),
          ]
        }),
      ),
  }
}
