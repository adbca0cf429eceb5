import type { KeptMark } from '../../model/mark/cell.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../../model/paper/paper.ts'
import { isUserRecord } from '../../model/mark/userRecord.ts'
import type { Recommender } from '../related/recommender.ts'
import type { Moved, MoveTo } from '../queue/movePapers.ts'
import { countPapers } from '../query/countMatches.ts'
import type { Engine } from '../engine.ts'
import { FEATURES } from './features.ts'
import { toMarked, type Marked } from '../index/indexedMark.ts'
import { runInSlices, breathe } from '../loading/timeSlice.ts'
import type { LoadResult, Papers, Question } from '../question.ts'
import { readOwnLists, type OwnList } from '../loading/ownListLoader.ts'
import type { RecommendationOptions } from '../related/recommendationOptions.ts'

/** The bytes of a list, or for an own list the blob that holds it. */
export type Source = Bytes | OwnList
export type Bytes = { readonly name: string; readonly bytes: ArrayBuffer }

export type Host<Said> = ReturnType<typeof createHost<Said>>

/** Long enough for the next letter to come before work that nobody waits for. */
const IDLE_MS = 100
/** The pause between two pieces of that work, so that a question waits for one piece at most. */
const PIECE_PAUSE_MS = 4
/** Marks taken in one slice: some five milliseconds of work. */
const MARKS_AT_ONCE = 500
/** Duplicates are searched after nothing was asked or written for this long. */
const QUIET_MS = 300
/** The terms of a hundred thousand papers take forty megabytes, and a second or two to compute. */
const FORGET_AFTER_MS = 120_000

/**
 * Runs an engine, in the page as in a worker. It answers a question at once, splits long work into slices that let
 * questions in between, and prepares later questions while it is idle. `say` encodes an answer.
 */
export function createHost<Said>(engine: Engine, say: (question: Question) => Said) {
  let haveLoaded = () => {}
  const loaded = new Promise<void>((resolve) => (haveLoaded = resolve))
  let isLoaded = false
  let opening: Promise<unknown> = Promise.resolve()
  /** The number of lists that are loading or wait to be loaded. */
  let openings = 0
  let idle: ReturnType<typeof setTimeout> | undefined
  /** The time of the last question or mark. */
  let askedAt = 0
  /** The text of the last question, and the number of searches in abstracts: a newer one ends those before. */
  let asked = ''
  let searches = 0

  let areNotesReady = false

  /** Prepares later questions, a slice at a time, while nothing is asked and all lists are loaded. */
  const prepareWhenIdle = (delay = IDLE_MS) => {
    clearTimeout(idle)
    if (openings > 0) return
    idle = setTimeout(() => {
      // The first note that has a field is read at once.
      if (!areNotesReady)
        void engine.readNotes().then(
          () => (areNotesReady = true),
          () => {},
        )
      if (engine.prepare()) prepareWhenIdle(PIECE_PAUSE_MS)
    }, delay)
  }

  const take = async (files: readonly Source[], onPart: () => void): Promise<LoadResult> => {
    const own = files.filter((file) => 'blob' in file)
    engine.begin()
    for (const file of files) {
      if ('bytes' in file) engine.read({ name: file.name, text: new TextDecoder().decode(file.bytes) })
    }
    if (own.length > 0) await readOwnLists(engine, own, onPart)
    // All papers can be asked about, though no mark is known yet.
    if (!isLoaded) onPart()
    await loaded
    const result = engine.finish()
    if (engine.hasUnreadNotes()) await engine.readNotes()
    return result
  }

  let recommender: Recommender | undefined
  let running = 0
  let forgetting: ReturnType<typeof setTimeout> | undefined
  /** Computes recommendations in slices, and frees their memory after nobody has asked for some time. */
  const runRecommender = async <T>(
    steps: (by: Recommender) => Generator<void, T>,
    rest?: () => Promise<void>,
  ): Promise<T> => {
    clearTimeout(forgetting)
    running += 1
    try {
      const { createRecommender } = await FEATURES.advice()
      recommender ??= createRecommender(engine)
      return await runInSlices(steps(recommender), rest)
    } finally {
      running -= 1
      if (running === 0) forgetting = setTimeout(() => recommender?.forget(), FORGET_AFTER_MS)
    }
  }
  const untilQuiet = async () => {
    for (;;) {
      const left = QUIET_MS - (performance.now() - askedAt)
      if (left <= 0) return
      await new Promise((done) => setTimeout(done, left))
    }
  }

  return {
    /** Loads lists one call after the other: two at once would mix their papers. */
    open(files: readonly Source[], onPart: () => void): Promise<LoadResult> {
      openings += 1
      const opened = opening
        .then(() => take(files, onPart))
        .finally(() => {
          openings -= 1
          prepareWhenIdle()
        })
      opening = opened.catch(() => {})
      return opened
    },

    /** Takes all marks at the start. The first lists wait for them. */
    async load(marks: Iterable<readonly [PaperId, KeptMark]>): Promise<void> {
      try {
        let some: Marked[] = []
        for (const [id, kept] of marks) {
          // Marks that arrived meanwhile are later.
          if (!isUserRecord(id) && !engine.hasMark(id)) some.push(toMarked(id, kept))
          if (some.length < MARKS_AT_ONCE) continue
          engine.mark(some)
          some = []
          await breathe()
        }
        engine.mark(some)
      } finally {
        // Lists without marks are better than nothing.
        isLoaded = true
        haveLoaded()
      }
    },

    mark(marks: readonly Marked[]) {
      askedAt = performance.now()
      engine.mark(marks)
      prepareWhenIdle()
    },

    ask(question: Question): Said {
      askedAt = performance.now()
      if (question.text !== asked) searches += 1
      asked = question.text
      prepareWhenIdle()
      return say(question)
    },

    /** Searches the words of a query in abstracts, until another text is asked about. */
    searchAbstracts(text: string): Promise<boolean> {
      searches += 1
      const mine = searches
      return engine.searchAbstracts(text, () => mine === searches)
    },

    /** Passes papers without their abstracts; questions are answered in between. */
    async papers(of: Papers, hand: (papers: readonly PaperFacts[]) => unknown) {
      for (const papers of engine.papers(of)) {
        await hand(papers)
        await breathe()
      }
    },

    /** The same with their abstracts and bibliography entries. */
    async wholePapers(of: Papers, hand: (papers: readonly Paper[]) => unknown) {
      for await (const papers of engine.wholePapers(of)) {
        await hand(papers)
        await breathe()
      }
    },

    abstract: (paper: PaperId) => engine.abstract(paper),
    bibliography: (paper: PaperId) => engine.bibliography(paper),
    count: (texts: readonly string[]) => engine.withQueries((context) => countPapers(context, texts)),
    async compare(blob: Blob, isLikelyWanted?: boolean) {
      const { compareList } = await FEATURES.twins()
      return compareList(engine, blob, isLikelyWanted)
    },
    tally: async () => engine.withIndex((await FEATURES.tally()).tallyStatuses),
    /** Where papers come when they are moved in Up next; `inList` counts only the papers of the last answer as neighbours. */
    async move(papers: readonly PaperId[], to: MoveTo, inList: boolean): Promise<Moved> {
      const { movePapers } = await FEATURES.moves()
      return engine.withIndex((index) => movePapers(index, papers, to, inList ? engine.rows() : null))
    },
    /** The first paper of Up next; null where none is To read. */
    first: (): PaperHead | null => engine.withIndex(({ queue, head }) => queue.rows().slice(0, 1).map(head)[0] ?? null),
    async findByName(text: string) {
      const { findByName } = await FEATURES.names()
      return engine.withIndex((index) => findByName(index, text))
    },
    recommend: (options: RecommendationOptions) => runRecommender((recommender) => recommender.recommend(options)),
    findSimilar: (paper: PaperId) => runRecommender((recommender) => recommender.findSimilar(paper), untilQuiet),
  }
}
