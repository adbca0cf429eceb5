/** A WebDriver session (https://www.w3.org/TR/webdriver2/) with a driver that listens at `address`. */
export type Session = {
  get(path: string): Promise<unknown>
  post(path: string, body?: object): Promise<unknown>
  remove(path: string): Promise<unknown>
}

/** The property under which WebDriver returns a reference to an element. */
export const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** Starts a session. Each call rejects with the driver’s own message where it refuses. */
export async function startSession(address: string, capabilities: object): Promise<Session> {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(address + path, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = (await response.json()) as { value: unknown }
    if (response.ok) return value
    const { error, message } = value as { readonly error: string; readonly message: string }
    throw new Error(`${method} ${path}: ${error}: ${message}`)
  }
  const { sessionId } = (await call('POST', '/session', { capabilities: { alwaysMatch: capabilities } })) as {
    readonly sessionId: string
  }
  return {
    get: (path) => call('GET', `/session/${sessionId}${path}`),
    post: (path, body = {}) => call('POST', `/session/${sessionId}${path}`, body),
    remove: (path) => call('DELETE', `/session/${sessionId}${path}`),
  }
}

/** The code points for keys without a letter (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
}

const keyOf = (name: string) => KEYS[name === '\n' ? 'Enter' : name] ?? name

/** The body of an action that presses keys one after the other, then releases them. */
export function chordActions(chord: string): object {
  const keys = chord.split('+').map(keyOf)
  return keyActions([
    ...keys.map((value) => ({ type: 'keyDown', value })),
    ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
  ])
}

/** The body of an action that types a text. */
export const typeActions = (text: string): object =>
  keyActions(
    Array.from(text, keyOf).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]),
  )

const keyActions = (actions: readonly object[]) => ({ actions: [{ type: 'key', id: 'keyboard', actions }] })

/** The body of an action that moves a mouse or a finger to a point, presses and releases. */
export const pointActions = (pointerType: 'mouse' | 'touch', x: number, y: number): object => ({
  actions: [
    {
      type: 'pointer',
      id: pointerType,
      parameters: { pointerType },
      actions: [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ],
})
