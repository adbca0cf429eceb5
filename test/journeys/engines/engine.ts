/** A place in the window, in CSS pixels. */
export type Point = { readonly x: number; readonly y: number }

/** A tab as a driver gives it: a place to run expressions in, a mouse, a finger and a keyboard. */
export type Tab = {
  goto(address: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  /** What an expression comes to, awaited, as far as JSON can carry it; rejects with what it threw. */
  evaluate(expression: string): Promise<unknown>
  click(point: Point): Promise<void>
  /** A short touch of one finger. */
  tap(point: Point): Promise<void>
  /** A key by its name in KeyboardEvent.key, with modifiers before it: `Enter`, `Control+z`. */
  press(chord: string): Promise<void>
  /** The keys of a text, one after the other and without a pause. */
  type(text: string): Promise<void>
  /** Gives files to an `<input type="file">`. */
  choose(selector: string, paths: readonly string[]): Promise<void>
  /** Makes the inside of the window this large, as far as the browser's own window goes. */
  resize(width: number, height: number): Promise<void>
  /** Brings the tab to the front, as a reader does who goes to it. */
  show(): Promise<void>
  close(): Promise<void>
}

/** One running browser. */
export type Browser = {
  /** The folder to which it downloads files. */
  readonly downloads: string
  open(): Promise<Tab>
  /** SIGKILL to the whole browser; resolves once its processes are gone. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** A browser engine, and how a browser of it is started. */
export type Engine = {
  readonly name: 'chromium' | 'firefox' | 'webkit'
  /** Starts it on a profile of its own, or on the one in a folder. */
  start(profile?: string): Promise<Browser>
}

/** The inside of a window in which all columns and all lines of the list have room. */
export const DESK = { width: 1280, height: 1200 } as const
