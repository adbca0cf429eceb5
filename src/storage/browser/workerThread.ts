import { errorMessage } from '../../model/errorMessage.ts'

/** The part of a Worker that is used. */
export type Thread<Request, Reply> = {
  /** Transferred objects no longer belong to this side. */
  postMessage(request: Request, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

/** The outcome of work, as it goes between threads: the class of an error does not. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string } }

/** Resolves to the outcome of the work, also of a failure. */
export const toResult = (work: Promise<unknown>): Promise<Outcome> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => {
      const name = error instanceof Error ? error.name : 'Error'
      return { error: { name, message: errorMessage(error) } }
    },
  )

/** Returns the result of an outcome, or throws its error with its name. */
export function settle(outcome: Outcome, resolve: (value: unknown) => void, reject: (error: Error) => void) {
  if ('error' in outcome) reject(new DOMException(outcome.error.message, outcome.error.name))
  else resolve(outcome.value)
}

/** From this number of marks on, a short-lived worker reads them in less memory than the page. */
export const MANY_MARKS = 5000
