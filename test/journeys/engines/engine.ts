/** A point in the window, in CSS pixels. */
export type Point = { readonly x: number; readonly y: number }

/** A tab of a driver: it evaluates expressions, and has a mouse, a finger and a keyboard. */
export type Tab = {
  goto(address: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  /** The awaited value of an expression, as JSON can carry it. Rejects with what it threw. */
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
  /** Sets the inner size of the window, as far as the browser’s window allows. */
  resize(width: number, height: number): Promise<void>
  /** Brings the tab to the front, as a user does who switches to it. */
  show(): Promise<void>
  close(): Promise<void>
}

/** One running browser. */
export type Browser = {
  /** The folder for its downloads. */
  readonly downloads: string
  open(): Promise<Tab>
  /** Sends SIGKILL to the whole browser. Resolves once its processes are gone. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** A browser engine, and how to start a browser of it. */
export type Engine = {
  readonly name: 'chromium' | 'firefox' | 'webkit'
  /** Starts it on a profile of its own, or on the one in a folder. */
  start(profile?: string): Promise<Browser>
}

/** The inner size of a window in which all columns and all rows of the list fit. */
export const DESK = { width: 1280, height: 1200 } as const
