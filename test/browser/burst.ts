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

/** A key as the browser's debugger is told of it; `Control+z` is one with Ctrl. */
function describe(name: string) {
  const key = name.replace('Control+', '')
  const modifiers = key === name ? 0 : CONTROL
  const letter = [/^\d$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`, key.toUpperCase().charCodeAt(0), key]
  const [code, windowsVirtualKeyCode, text] = (CODES[key] ?? letter) as readonly [string, number, string?]
  return { up: { key, code, windowsVirtualKeyCode, modifiers }, text: modifiers === 0 ? text : undefined }
}

/** Hands, and a processor, as a test wants them. */
export async function openHands(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  return {
    /** Makes the page's processor so many times slower. */
    slow: (times: number) => session.send('Emulation.setCPUThrottlingRate', { rate: times }),
    /** Presses keys, named with spaces between them, one after the other without any pause: all are on their way before the page has heard the first. */
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
