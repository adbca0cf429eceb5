import type { AnyFieldId } from '../../model/query/fields.ts'
import { toHead, type PaperFacts, type PaperHead } from '../../model/paper/paper.ts'
import { parsePaper } from '../../formats/stored/paperLine.ts'
import type { NoteKey } from '../index/noteFields.ts'
import type { SentPaper } from '../index/paperRecords.ts'
import type { Engine } from '../engine.ts'
import type { Answer, OpenPaper, Question } from '../question.ts'
import { FEW_VALUES, fewOf, type Facet } from '../facets/facetValues.ts'
import { flattenGroups, type GroupHead } from '../facets/groupRows.ts'

/**
 * An answer as it goes between threads. Large parts go as JSON, which a browser parses in a fraction of the time of a
 * structured clone. Papers that were sent before go as their row numbers alone.
 */
export type EncodedAnswer = Omit<Answer, 'lines' | 'rows' | 'facets' | 'keys' | 'paper'> & {
  readonly facets: string
  readonly keys: string
  readonly paper: SentPaper | null
  readonly places: readonly number[]
  readonly heads: readonly (readonly [place: number, head: SentPaper])[]
  readonly groups: readonly GroupHead[]
  /** Rows of another edition than the last answer’s are sent again. */
  readonly edition: number
}

/** Both sides forget what was sent at this many papers. */
const MAX_REMEMBERED = 2000
/** Encodes answers so that nothing is sent twice. */
export function createSender(engine: Engine): (question: Question) => EncodedAnswer {
  const sent = new Set<number>()
  let [edition, of] = [0, engine.edition()]
  return (question) => {
    const { places, facets, keys, open, ...answer } = engine.find(question)
    if (engine.edition() !== of || sent.size > MAX_REMEMBERED) {
      sent.clear()
      ;[edition, of] = [edition + 1, engine.edition()]
    }
    const heads = [...new Set(places)]
      .filter((place) => place >= 0 && !sent.has(place))
      .map((place) => [place, engine.text(place)] as const)
    for (const [place] of heads) sent.add(place)
    const paper = open === null ? null : engine.text(open)
    return {
      ...answer,
      facets: JSON.stringify(narrow(facets, question.wide)),
      keys: JSON.stringify(keys),
      paper,
      places,
      heads,
      edition,
    }
  }
}

/** Decodes answers. What equals the last answer is the same object, so that components need not render. */
export function createReceiver(): (sent: EncodedAnswer) => Answer {
  const known = new Map<number, PaperHead>()
  const readFacets = remember((text: string) => JSON.parse(text) as readonly Facet[])
  const readKeys = remember((text: string) => JSON.parse(text) as readonly NoteKey[])
  const readPaper = remember((text: string) => readOpen(JSON.parse(text) as SentPaper))
  let last = 0
  return ({ places, heads, groups, edition, facets, keys, paper, ...answer }) => {
    if (edition !== last) known.clear()
    last = edition
    for (const [place, head] of heads) known.set(place, toHead(readSent(head)))
    return {
      ...answer,
      ...flattenGroups(places, groups, (place) => known.get(place)!),
      facets: readFacets(facets),
      keys: readKeys(keys),
      paper: paper && readPaper(JSON.stringify(paper)),
    }
  }
}

function readSent([json, lists, addedAt]: SentPaper): PaperFacts {
  const { abstract: _abstract, bibliography: _bibliography, ...facts } = parsePaper(json)
  return { ...facts, lists, addedAt }
}

const readOpen = (sent: SentPaper): OpenPaper => ({
  ...readSent(sent),
  abstractBytes: sent[3],
  bibliographyBytes: sent[4],
})

/** Memoizes `read` for its last text. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) }
    return last.value
  }
}

/** A facet may have two thousand values. Only those that are shown are sent. */
const narrow = (facets: readonly Facet[], wide: readonly AnyFieldId[]): readonly Facet[] =>
  facets.map((facet) =>
    facet.values.length <= FEW_VALUES || wide.includes(facet.field) ? facet : { ...facet, values: fewOf(facet.values) },
  )
