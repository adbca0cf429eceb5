import type { Bibliography, BibliographyFormat } from '../../model/paper/bibliography.ts'
import { readBibtexFacts } from '../bibtex/facts.ts'
import type { Entry } from '../entry/entry.ts'
import { readCslFacts } from '../json/cslFacts.ts'
import { readRisFacts } from '../ris/facts.ts'
import type { Facts } from './vocabulary.ts'

const READERS: Readonly<Record<BibliographyFormat, (entry: Bibliography) => Facts>> = {
  bibtex: readBibtexFacts,
  ris: readRisFacts,
  csl: readCslFacts,
}

const NOTHING: Facts = { key: '', type: '', values: new Map() }

/** What a bibliography of another format says about a paper, without what the paper says itself. */
export function factsFor(format: BibliographyFormat, { bibliography, venue, mark }: Entry): Facts {
  if (!bibliography || bibliography.format === format) return NOTHING
  const facts = READERS[bibliography.format](bibliography)
  // Next to a mark, keywords are the user’s tags.
  const isSaid = (values: readonly string[]) => values.length === 1 && values[0] === venue
  const values = [...facts.values].filter(([fact, all]) => !isSaid(all) && (mark === null || fact !== 'keywords'))
  return { ...facts, values: new Map(values) }
}
