import { callWorker, type Thread } from '../../formats/workers/workerCalls.ts'
import type { LookupResult } from './askDoi.ts'
import type { LookupFunctions } from './lookupWorker.ts'

/** Asks other servers about papers, in a worker: the policy of the page itself lets nothing out. */
export type Lookup = {
  /** Asks for the paper with a DOI. Rejects if the lookup ends before the answer, or could not start. */
  ask(doi: string): Promise<LookupResult>
  /** Ends the lookup, and with it a request under way. */
  end(): void
}

const startThread = (): Thread =>
  new Worker(new URL('./lookupWorker.ts', import.meta.url), { type: 'module', name: 'lookup' })

export function openLookup(thread: Thread = startThread()): Lookup {
  const { call, end } = callWorker<LookupFunctions>(thread)
  return { ask: (doi) => call('ask', doi), end: () => end('It was cancelled.') }
}
