import { isNoteField, keyOfField, type AnyFieldId } from '../model/query/fields.ts'
import type { PaperFacts, PaperHead, PaperId } from '../model/paper/paper.ts'
import type { Sort } from '../model/query/view.ts'
import { createListLoader } from './loading/listLoader.ts'
import { createQueryContext, wordsAnywhere, type QueryContext } from './query/queryContext.ts'
import { createMarkMatcher } from './index/markMatcher.ts'
import { createGrouping, type Grouping } from './facets/grouping.ts'
import { findOther } from './related/duplicateFinder.ts'
import type { Marked } from './index/indexedMark.ts'
import { createQueryMatcher, EMPTY_QUERY, type Matched } from './query/queryMatcher.ts'
import { flattenGroups, type GroupedRows } from './facets/groupRows.ts'
import type { Answer, FoundRows, Papers, Question } from './question.ts'
import { createPaperReader } from './paperReader.ts'
import type { SentPaper } from './index/paperRecords.ts'
import { createPaperIndex, type PaperIndex } from './index/paperIndex.ts'

const NONE: readonly never[] = []

export type Engine = ReturnType<typeof createEngine>

/**
 * Answers questions about papers and marks, in time linear in the papers at worst. Answers are synchronous; abstracts
 * and bibliography entries are read from the Blobs of the lists. Lists may arrive in parts, and the engine answers about
 * the parts that are there. A changed mark changes the counts at once; its row stays where it is until the next question.
 */
export function createEngine() {
  let index = createPaperIndex()
  /** Full-text search and sort orders for the index; null until something is typed or sorted. */
  let queryContext: QueryContext | null = null
  const markMatcher = createMarkMatcher(index)
  /** The likely duplicate of the paper that was asked for last. */
  let likely: { readonly of: PaperId; readonly is: PaperHead | null } | null = null

  let asked = ''
  let order: Int32Array = new Int32Array(0)
  /** The papers that match now, where a mark has changed since the order was computed; null where none has. */
  let stays: Int32Array | null = null
  let grouping: Grouping | null = null
  let groupedBy: GroupedRows | null = null
  /** The match of the last question; null when a mark has changed since. */
  let found: Matched | null = null
  /** The versions of the keys of the notes that the order depends on, as they were. */
  let keysThen = ''
  let instead: Matched['instead'] = NONE
  /** Whether the order depends on Up next, and the number of moves in it that the order is of. */
  let isByNext = false
  let moves = 0
  let revision = 0
  /** Incremented when papers move to other places, or their content changes. */
  let edition = 0
  /** The question that the revision belongs to. It stays when its answer has to be computed again. */
  let numbered = ''

  const context = (): QueryContext => (queryContext ??= createQueryContext(index))
  const createMatcher = () => createQueryMatcher(index, context)
  let queryMatcher = createMatcher()

  /** Replaces the index. More papers may follow. */
  const replaceIndex = (next: typeof index) => {
    index = next
    queryContext = grouping = null
    queryMatcher = createMatcher()
    markMatcher.begin(next)
  }

  const forget = () => {
    edition += 1
    queryMatcher.forget()
    asked = ''
    found = null
    likely = null
  }

  /** The versions of the keys of the notes that an order depends on. */
  const keysNow = (sort: Sort, by: AnyFieldId | null) =>
    [...sort.map(({ by }) => by), ...(by ? [by] : [])]
      .filter(isNoteField)
      .map((id) => index.columns.notes.now().changesOf(keyOfField(id)))
      .join()

  const findOrder = (text: string, sort: Sort, by: AnyFieldId | null, sorted: number) => {
    found = queryMatcher.find(text, sort.length === 0)
    const question = JSON.stringify([text, sort, by, sorted])
    stays = question === asked ? found.places : null
    if (stays) return
    instead = found.instead
    if (question !== numbered) revision += 1
    asked = numbered = question
    isByNext = sort.some(({ by }) => by === 'next')
    moves = index.queue.moves
    keysThen = keysNow(sort, by)
    order = sort.length === 0 ? found.places : context().orders.sort(found.places, sort)
  }

  /** The grouped order of the last question; null without grouping. */
  const groupRows = () => groupedBy && (grouping ??= createGrouping(index))(order, revision, groupedBy)

  /** The rows of the window whose papers no longer match. */
  const linesOutOfView = (places: readonly number[], from: number): readonly number[] => {
    if (!stays || found?.reading === EMPTY_QUERY) return NONE
    const isThere = new Uint8Array(index.columns.size)
    for (const place of stays) isThere[place] = 1
    return places.flatMap((place, i) => (place >= 0 && isThere[place] === 0 ? [from + i] : []))
  }

  /** The rows of papers, in the order of the last answer; papers that it lacks follow. */
  const placesOf = (papers: Papers): Int32Array => {
    if (papers === 'all') return index.places()
    // The order may be of papers that have been replaced since.
    if (asked === '' && numbered !== '') findOrder(...(JSON.parse(numbered) as Parameters<typeof findOrder>))
    if (papers === 'shown') return order
    if ('from' in papers)
      return (groupRows()?.lines ?? order).slice(papers.from, papers.to).filter((place) => place >= 0)
    const wanted = new Set(papers.flatMap((id) => index.find(id) ?? index.find(markMatcher.remembered(id) ?? id) ?? []))
    return Int32Array.from(new Set([...order.filter((place) => wanted.has(place)), ...wanted]))
  }

  const likelyOf = (paper: PaperFacts): PaperHead | null => {
    if (likely?.of !== paper.id) likely = { of: paper.id, is: findOther(index, markMatcher.identityOf, paper) }
    return likely.is
  }

  const loader = createListLoader(index, { replaceIndex, forget, adopt: markMatcher.finish })
  const engine = {
    ...loader,
    ...createPaperReader(() => index, placesOf),

    /** Takes new and changed marks. */
    mark(changed: readonly Marked[]) {
      queryMatcher.forgetFound()
      found = null
      likely = null
      if (markMatcher.mark(changed)) forget()
      // Rows stay where they were asked for, unless the user has moved them.
      if (isByNext && moves !== index.queue.moves) {
        asked = ''
        grouping = null
      }
    },

    /** Does a piece of work that a later question would wait for; false when there is none. */
    prepare: (): boolean => context().orders.prepare(),

    /** Whether there are notes whose fields do not count yet; `readNotes` reads them, and loads what it needs. */
    hasUnreadNotes: (): boolean => index.columns.notes.areUnread(),
    async readNotes() {
      if (await index.columns.notes.load()) forget()
    },

    /** Whether the mark of a paper has been taken. */
    hasMark: (id: PaperId): boolean => markMatcher.has(id),

    find({ text, sort, window: [from, to], paper, find, wide, group = null, sorted = 0 }: Question): FoundRows {
      const by = group && group.by
      if (found === null || JSON.stringify([text, sort, by, sorted]) !== asked) findOrder(text, sort, by, sorted)
      groupedBy = group
      const grouped = groupRows()
      const lines = grouped?.lines ?? order
      const places = Array.from(lines.subarray(from, to))
      const { reading, facets, looking } = found!
      const sought = find === null ? grouped?.wanted : index.find(find)
      const place = paper === null ? undefined : index.find(paper)
      const whole = place === undefined ? null : index.paper(place)
      return {
        revision,
        from,
        places,
        positions: places.map(index.queue.positionAt),
        groups: grouped ? places.filter((place) => place < 0).map(grouped.head) : NONE,
        extent: lines.length,
        gone: linesOutOfView(places, from),
        isOutdated: keysNow(sort, by) !== keysThen,
        total: order.length,
        all: index.places().length,
        facets: facets(wide),
        keys: index.columns.notes.now().keys(),
        open: place ?? null,
        asked: paper,
        likely: whole && likelyOf(whole),
        found: sought === undefined ? -1 : grouped ? grouped.nearest(sought) : order.indexOf(sought),
        instead,
        words: reading.wanted,
        problems: reading.problems,
        looking,
      }
    },

    /**
     * Searches the words of a query in abstracts, in slices that let questions in; later answers count what it finds.
     * True once they do; false where it was given up, because it was not wanted any more or papers have changed.
     */
    async searchAbstracts(text: string, isWanted: () => boolean): Promise<boolean> {
      const { abstracts } = context()
      const isFound = await abstracts.search(wordsAnywhere(index, text), isWanted)
      if (!isFound || queryContext?.abstracts !== abstracts) return false
      queryMatcher.forgetFound()
      found = null
      // The same question gets another order.
      asked = ''
      return true
    },

    /** The rows of the last answer, without groups. */
    rows: (): Int32Array => placesOf('shown'),
    edition: (): number => edition,
    /** Runs a function over the index as it is now. */
    withIndex: <T>(work: (index: PaperIndex) => T): T => work(index),
    /** The same for a function that runs queries of its own. */
    withQueries: <T>(work: (context: QueryContext) => T): T => work(context()),
    text: (place: number): SentPaper => index.text(place),

    answer(question: Question): Answer {
      const { places, groups, open, ...answer } = engine.find(question)
      return {
        ...answer,
        ...flattenGroups(places, groups, index.head),
        paper:
          open === null
            ? null
            : {
                ...index.paper(open),
                abstractBytes: index.abstracts.bytesAt(open),
                bibliographyBytes: index.bibliographies.bytesAt(open),
              },
      }
    },
  }
  return engine
}
