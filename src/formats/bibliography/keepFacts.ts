import type { Entry } from '../entry/entry.ts'
import { printCslFacts } from '../json/cslFacts.ts'
import { isKey, type FactName } from './vocabulary.ts'

/** What a file says about a paper that no field of a paper has, as plain text. */
type Said = {
  readonly key?: string
  /** A type of CSL. Empty where it is unknown. */
  readonly type: string
  readonly values: { readonly [F in FactName]?: string | readonly string[] }
}

/**
 * The bibliography entry of a paper from a format that has no entries to keep: an item of CSL, whose names people know.
 * Without anything said there is none.
 */
export function keepFacts({ key = '', type, values }: Said): Pick<Entry, 'bibliography'> {
  const filled = Object.entries(values).map(
    ([fact, all]) => [fact as FactName, [...new Set([all].flat().filter((text) => text !== ''))]] as const,
  )
  const kept = {
    format: 'csl' as const,
    key: isKey(key) ? key : '',
    type,
    fields: Object.fromEntries(printCslFacts(new Map(filled))),
  }
  const isEmpty = kept.key === '' && type === '' && Object.keys(kept.fields).length === 0
  return isEmpty ? {} : { bibliography: kept }
}
