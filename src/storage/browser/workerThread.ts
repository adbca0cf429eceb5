import { errorMessage } from '../../model/errorMessage.ts'

/** The part of a Worker that is spoken to. */
export type Thread<Request, Reply> = {
  /** What is transferred is this side's no more. */
  postMessage(request: Request, transfer?: Transferable[]): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  terminate(): void
}

/** What work came to, as it goes from one thread to another: of an error its class does not. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string } }

/** Resolves, whatever becomes of the work. */
export const toResult = (work: Promise<unknown>): Promise<Outcome> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => {
      const name = error instanceof Error ? error.name : 'Error'
      return { error: { name, message: errorMessage(error) } }
    },
  )

/** Hands on what came of work elsewhere; an error has its name again. */
export function settle(outcome: Outcome, resolve: (value: unknown) => void, reject: (error: Error) => void) {
  if ('error' in outcome) reject(new DOMException(outcome.error.message, outcome.error.name))
  else resolve(outcome.value)
}

/** From so many marks on, to read all of them in a thread that ends then takes less memory than to read them here. */
export const MANY_MARKS = 5000
