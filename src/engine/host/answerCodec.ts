import type { FieldId } from '../../model/query/fields.ts'
import { toHead, type Paper, type PaperHead } from '../../model/paper/paper.ts'
import type { SentPaper } from '../index/paperRecords.ts'
import type { Engine } from '../engine.ts'
import type { Answer, Question } from '../question.ts'
import { FEW_VALUES, type Facet } from '../facets/facetValues.ts'
import { flattenGroups, type GroupHead } from '../facets/groupRows.ts'

/**
 * An answer as it goes between threads. What is large goes as JSON: the browser reads it in a fraction of the time that
 * it takes to copy objects. Papers that went over before go as their places alone.
 */
export type EncodedAnswer = Omit<Answer, 'lines' | 'rows' | 'facets' | 'paper'> & {
  readonly facets: string
  readonly paper: SentPaper | null
  readonly places: readonly number[]
  readonly heads: readonly (readonly [place: number, head: SentPaper])[]
  readonly groups: readonly GroupHead[]
  /** Of another edition than the last answer's, nothing that went over before counts. */
  readonly edition: number
}

/** What both sides remember is let go of at so many papers. */
const MAX_REMEMBERED = 2000
/** Answers questions so that what the other side has had is not sent again. */
export function createSender(engine: Engine): (question: Question) => EncodedAnswer {
  const sent = new Set<number>()
  let [edition, of] = [0, engine.edition()]
  return (question) => {
    const { places, facets, open, ...answer } = engine.find(question)
    if (engine.edition() !== of || sent.size > MAX_REMEMBERED) {
      sent.clear()
      ;[edition, of] = [edition + 1, engine.edition()]
    }
    const heads = [...new Set(places)]
      .filter((place) => place >= 0 && !sent.has(place))
      .map((place) => [place, engine.text(place)] as const)
    for (const [place] of heads) sent.add(place)
    const paper = open === null ? null : engine.text(open)
    return { ...answer, facets: JSON.stringify(narrow(facets, question.wide)), paper, places, heads, edition }
  }
}

/** Makes whole answers of those that were sent; what says the same as before is the same object, so that what shows it can stay. */
export function createReceiver(): (sent: EncodedAnswer) => Answer {
  const known = new Map<number, PaperHead>()
  const readFacets = remember((text: string) => JSON.parse(text) as readonly Facet[])
  const readPaper = remember((text: string) => readSent(JSON.parse(text) as SentPaper))
  let last = 0
  return ({ places, heads, groups, edition, facets, paper, ...answer }) => {
    if (edition !== last) known.clear()
    last = edition
    for (const [place, head] of heads) known.set(place, toHead(readSent(head)))
    return {
      ...answer,
      ...flattenGroups(places, groups, (place) => known.get(place)!),
      facets: readFacets(facets),
      paper: paper && readPaper(JSON.stringify(paper)),
    }
  }
}

const readSent = ([json, lists]: SentPaper): Paper => ({ ...(JSON.parse(json) as Paper), lists })

/** `read` that reads a text once, as long as no other is read. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | null = null
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) }
    return last.value
  }
}

/** Two thousand values would go over with every letter; those that are shown are some eighty. */
const narrow = (facets: readonly Facet[], wide: readonly FieldId[]): readonly Facet[] =>
  facets.map((facet) =>
    facet.values.length <= FEW_VALUES || wide.includes(facet.field)
      ? facet
      : { ...facet, values: facet.values.filter(({ chosen, excluded }, i) => i < FEW_VALUES || chosen || excluded) },
  )
