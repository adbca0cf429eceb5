import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect } from 'vitest'
import type { Point, Tab } from '../engines/engine.ts'
import { findAll, reach, type Pattern, type Query } from './finder.ts'

const LIBRARY = readFileSync(
  createRequire(import.meta.url).resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
  'utf8',
)

const SAID = `element.textContent.replace(/\\s+/g, ' ').trim()`

/** A name or a text: whole, or as a regular expression. */
type Text = string | RegExp

const plain = (text: Text): string | Pattern =>
  typeof text === 'string' ? text : { source: text.source, flags: text.flags }

/** One element by role and name, looked up again each time. */
export type Found = {
  find(role: string, name?: Text): Found
  /** Those with this text. */
  saying(text: Text): Found
  /** Those that contain an element of this role and name. */
  having(role: string, name: Text): Found
  count(): Promise<number>
  /** Its text with single spaces. Rejects unless exactly one element matches. */
  text(): Promise<string>
  /** The text of each. */
  texts(): Promise<readonly string[]>
  /** The value of a text box. */
  value(): Promise<string>
  attribute(name: string): Promise<string | null>
  isFocused(): Promise<boolean>
  /** Waits until it can be clicked, and clicks in its middle. */
  click(): Promise<void>
  tap(): Promise<void>
  /** Clicks it, and types in place of its value. */
  write(text: string): Promise<void>
}

/** A tab in which elements are found by role and name, as a user finds them. */
export type Page = Omit<Tab, 'evaluate'> & {
  readonly find: Found['find']
  evaluate<T>(expression: string): Promise<T>
}

/** The page in a tab. */
export function pageOf(tab: Tab): Page {
  // As JSON, because drivers differ in the values that they transfer.
  const evaluate = async <T>(expression: string): Promise<T> => {
    const text = await tab.evaluate(`(async () => JSON.stringify((await (${expression})) ?? null))()`)
    return JSON.parse(text as string) as T
  }
  const inFound = async <T>(path: readonly Query[], run: string): Promise<T> => {
    const expression = `'TestingLibraryDom' in globalThis ? (${run})((${String(findAll)})(${JSON.stringify(path)})) : 'no library'`
    const answer = await evaluate<T | 'no library'>(expression)
    if (answer !== 'no library') return answer
    await tab.evaluate(`(() => { ${LIBRARY} })(), true`)
    return inFound(path, run)
  }
  const found = (path: readonly Query[]): Found => {
    const one = <T>(read: string) =>
      inFound<readonly T[]>(path, `(all) => all.map((element) => ${read})`).then((values) => {
        if (values.length !== 1) throw new Error(`there are ${values.length} of ${JSON.stringify(path)}`)
        return values[0]!
      })
    const reached = async () => {
      let answer: Point | string = ''
      await expect
        .poll(async () => (answer = await inFound<Point | string>(path, String(reach))), {
          message: JSON.stringify(path),
        })
        .toHaveProperty('x')
      return answer as unknown as Point
    }
    const self: Found = {
      find: (role, name) => found([...path, { role, ...(name !== undefined && { name: plain(name) }) }]),
      saying: (text) => found([...path.slice(0, -1), { ...path.at(-1)!, says: plain(text) }]),
      having: (role, name) => found([...path.slice(0, -1), { ...path.at(-1)!, holds: { role, name: plain(name) } }]),
      count: () => inFound<number>(path, '(all) => all.length'),
      text: () => one<string>(SAID),
      texts: () => inFound<readonly string[]>(path, `(all) => all.map((element) => ${SAID})`),
      value: () => one<string>('element.value'),
      attribute: (name) => one<string | null>(`element.getAttribute(${JSON.stringify(name)})`),
      isFocused: () => one<boolean>('element === document.activeElement'),
      click: async () => tab.click(await reached()),
      tap: async () => tab.tap(await reached()),
      async write(text) {
        await self.click()
        await tab.press('Control+a')
        await (text === '' ? tab.press('Delete') : tab.type(text))
      },
    }
    return self
  }
  return { ...tab, evaluate, find: found([]).find }
}
