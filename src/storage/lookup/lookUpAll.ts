import type { Entry } from '../../formats/entry/entry.ts'
import type { Lookup } from './lookupClient.ts'
import { endsAll, type LookupFailure } from './lookupFailure.ts'

/**
 * Asks for papers one after the other, and hands on each as it comes. Resolves to the failures; after one that the next
 * paper would meet too, the rest is not asked for. Rejects if the lookup ends before.
 */
export async function lookUpAll(
  { ask }: Pick<Lookup, 'ask'>,
  dois: readonly string[],
  onAnswer: (doi: string, entry: Entry | null) => void,
): Promise<readonly LookupFailure[]> {
  const failures: LookupFailure[] = []
  for (const doi of dois) {
    // One after the other: the agencies allow a page no more.
    const result = await ask(doi)
    onAnswer(doi, 'entry' in result ? result.entry : null)
    if ('entry' in result) continue
    failures.push(result.failure)
    if (endsAll(result.failure)) break
  }
  return failures
}
