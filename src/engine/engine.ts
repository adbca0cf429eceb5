import type { FieldId } from '../model/query/fields.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper/paper.ts'
import { fold } from '../model/text/fold.ts'
import { canBeSamePaper } from '../model/paper/mergePapers.ts'
import type { Sort } from '../model/query/view.ts'
import { createListLoader } from './loading/listLoader.ts'
import { createQueryContext, type Asking } from './query/queryContext.ts'
import { createMarkMatcher } from './index/markMatcher.ts'
import { createGrouping, type Grouping } from './facets/grouping.ts'
import { findOther } from './related/duplicateFinder.ts'
import type { Marked } from './index/indexedMark.ts'
import { createQueryMatcher, EMPTY_QUERY, type Matched } from './query/queryMatcher.ts'
import { flattenGroups, type GroupedRows } from './facets/groupRows.ts'
import type { Answer, FoundRows, Papers, Question, Twin } from './question.ts'
import type { SentPaper } from './index/paperRecords.ts'
import { createPaperIndex, type PaperIndex } from './index/paperIndex.ts'

const NONE: readonly never[] = []
/** Papers that are read, and copied between threads, within a frame. */
const PAPERS_AT_ONCE = 200

export type Engine = ReturnType<typeof createEngine>

/**
 * Answers questions about papers and marks, in time linear in the papers at worst. The engine is synchronous and
 * touches nothing outside. Lists may arrive in parts, and the engine answers about the parts that are there. A changed
 * mark changes the counts at once; its row stays where it is until the next question.
 */
export function createEngine() {
  let index = createPaperIndex()
  /** Full-text search and sort orders for the index; null until something is typed or sorted. */
  let asking: Asking | null = null
  const belonging = createMarkMatcher(index)
  /** The likely duplicate of the paper that was asked for last. */
  let likely: { readonly of: PaperId; readonly is: PaperHead | null } | null = null

  let asked = ''
  let order: Int32Array = new Int32Array(0)
  /** The papers that match now, where a mark has changed since the order was computed; null where none has. */
  let stays: Int32Array | null = null
  let grouping: Grouping | null = null
  let parting: GroupedRows | null = null
  /** The match of the last question; null when a mark has changed since. */
  let found: Matched | null = null
  let instead: Matched['instead'] = NONE
  let revision = 0
  /** Incremented when papers move to other places, or their content changes. */
  let edition = 0
  /** The question that the revision belongs to. It stays when its answer has to be computed again. */
  let numbered = ''

  const ask = (): Asking => (asking ??= createQueryContext(index))
  const match = () => createQueryMatcher(index, ask)
  let matching = match()

  /** Replaces the index. More papers may follow. */
  const turnTo = (next: typeof index) => {
    index = next
    asking = grouping = null
    matching = match()
    belonging.begin(next)
  }

  const forget = () => {
    edition += 1
    matching.forget()
    asked = ''
    found = null
    likely = null
  }

  const findOrder = (text: string, sort: Sort, by: FieldId | null) => {
    found = matching.find(text, sort.length === 0)
    const question = JSON.stringify([text, sort, by])
    stays = question === asked ? found.places : null
    if (stays) return
    instead = found.instead
    if (question !== numbered) revision += 1
    asked = numbered = question
    order = sort.length === 0 ? found.places : ask().orders.sort(found.places, sort)
  }

  /** The grouped order of the last question; null without grouping. */
  const partedNow = () => parting && (grouping ??= createGrouping(index))(order, revision, parting)

  /** The rows of the window whose papers no longer match. */
  const goneOf = (places: readonly number[], from: number): readonly number[] => {
    if (!stays || found?.reading === EMPTY_QUERY) return NONE
    const isThere = new Uint8Array(index.columns.size)
    for (const place of stays) isThere[place] = 1
    return places.flatMap((place, i) => (place >= 0 && isThere[place] === 0 ? [from + i] : []))
  }

  const placesOf = (papers: Papers): Int32Array => {
    if (papers === 'all') return index.places()
    // The order may be of papers that have been replaced since.
    if (asked === '' && numbered !== '') findOrder(...(JSON.parse(numbered) as [string, Sort, FieldId | null]))
    if (papers === 'shown') return order
    if ('from' in papers)
      return (partedNow()?.lines ?? order).slice(papers.from, papers.to).filter((place) => place >= 0)
    const wanted = new Set(papers.flatMap((id) => index.find(id) ?? index.find(belonging.remembered(id) ?? id) ?? []))
    return Int32Array.from(new Set([...order.filter((place) => wanted.has(place)), ...wanted]))
  }

  const likelyOf = (paper: Paper): PaperHead | null => {
    if (likely?.of !== paper.id) likely = { of: paper.id, is: findOther(index, belonging.identityOf, paper) }
    return likely.is
  }

  const arriving = createListLoader(index, { turnTo, forget, adopt: belonging.finish })
  const engine = {
    ...arriving,

    /** The paper that a paper of another list is the same as, and whether title or year differ; null for a new one. */
    twin({ aliases, title, year }: Paper): Twin | null {
      for (const alias of aliases) {
        const place = index.find(alias)
        const ours = place === undefined ? null : index.paper(place)
        if (!ours || !canBeSamePaper(ours, { aliases })) continue
        const isOtherYear = year !== null && ours.year !== null && year !== ours.year
        return { id: ours.id, differs: fold(ours.title) !== fold(title) || isOtherYear }
      }
      return null
    },

    /** Takes new and changed marks. */
    mark(changed: readonly Marked[]) {
      matching.forgetFound()
      found = null
      likely = null
      if (belonging.mark(changed)) forget()
    },

    /** Does a piece of work that a later question would wait for; false when there is none. */
    prepare: (): boolean => ask().orders.prepare(),

    /** Whether the mark of a paper has been taken. */
    hasMark: (id: PaperId): boolean => belonging.has(id),

    /**
     * Whole papers, some at a time, in the order of the last answer; papers that it lacks follow. The selection stays
     * the same whatever is asked or loaded meanwhile.
     */
    *papers(of: Papers, size = PAPERS_AT_ONCE): Iterable<readonly Paper[]> {
      const places = placesOf(of)
      const { standing, paper } = index
      for (let from = 0; from < places.length; from += size)
        yield Array.from(standing(places.slice(from, from + size)), paper)
    },

    find({ text, sort, window: [from, to], paper, find, group = null }: Question): FoundRows {
      const by = group && group.by
      if (found === null || JSON.stringify([text, sort, by]) !== asked) findOrder(text, sort, by)
      parting = group
      const parted = partedNow()
      const lines = parted?.lines ?? order
      const places = Array.from(lines.subarray(from, to))
      const { reading, facets } = found!
      const sought = find === null ? parted?.wanted : index.find(find)
      const place = paper === null ? undefined : index.find(paper)
      const whole = place === undefined ? null : index.paper(place)
      return {
        revision,
        from,
        places,
        groups: parted ? places.filter((place) => place < 0).map(parted.head) : NONE,
        extent: lines.length,
        gone: goneOf(places, from),
        total: order.length,
        all: index.places().length,
        facets,
        open: place ?? null,
        asked: paper,
        likely: whole && likelyOf(whole),
        found: sought === undefined ? -1 : parted ? parted.nearest(sought) : order.indexOf(sought),
        instead,
        words: reading.wanted,
        problems: reading.problems,
      }
    },

    edition: (): number => edition,
    /** Runs a function over the index as it is now. */
    withIndex: <T>(work: (index: PaperIndex) => T): T => work(index),
    /** The same for a function that runs queries of its own. */
    ask: <T>(through: (asking: Asking) => T): T => through(ask()),
    text: (place: number): SentPaper => index.text(place),

    answer(question: Question): Answer {
      const { places, groups, open, ...answer } = engine.find(question)
      return {
        ...answer,
        ...flattenGroups(places, groups, index.head),
        paper: open === null ? null : index.paper(open),
      }
    },
  }
  return engine
}
