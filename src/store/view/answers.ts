import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Advice } from '../../engine/related/recommend.ts'
import type { RecommendationOptions } from '../../engine/related/recommendationOptions.ts'
import type { SimilarPaper } from '../../engine/related/similarPapers.ts'
import type { EngineClient } from '../../engine/host/engineClient.ts'
import type { Answer, Compared, LoadResult, Papers, Question } from '../../engine/question.ts'
import type { Collapsed, Listed } from '../../engine/facets/groupRows.ts'
import type { Tally } from '../../engine/facets/statusTally.ts'
import type { Moved, MoveTo } from '../../engine/queue/movePapers.ts'
import type { AnyFieldId } from '../../model/query/fields.ts'
import type { Bibliography } from '../../model/paper/bibliography.ts'
import type { Paper, PaperFacts, PaperHead, PaperId } from '../../model/paper/paper.ts'
import { isUserRecord } from '../../model/mark/userRecord.ts'
import { asksElse, isInNextOrder } from '../../model/query/view.ts'
import type { Fetched } from '../../storage/lists/bundledLists.ts'
import type { Cursor } from './cursor.ts'
import type { Library } from '../library/library.ts'
import { createMarkSender } from './markSender.ts'
import type { ViewStore } from './viewStore.ts'

export type Answers = {
  /** The latest answer; null until the lists are loaded. */
  readonly answer: Answer | null
  /** The report of loading the lists; null until then. */
  readonly opened: LoadResult | null
  /** Why the latest question failed; null where it did not. */
  readonly failure: string | null
  /** Loads lists in place of the present ones. Rejects where they, or the first rows, cannot be had. */
  openLists(files: readonly Fetched[]): Promise<void>
  /** Sets the window of rows of the same answer, as when the list is scrolled. */
  setWindow(from: number, to: number): void
  /** Sets how many rows fit the screen, which is how many a new question asks for. */
  setPageSize(rows: number): void
  /** The row at an index of the answer, wherever the list is scrolled; a promise where the engine has to be asked. */
  rowAt(index: number): Listed | undefined | Promise<Listed | undefined>
  /** Resolves once the answer is that to the current question, or there is none; undefined where it is already. */
  answered(): Promise<void> | undefined
  /** Which groups are collapsed, by the field that the list is grouped by. */
  readonly collapsed: { readonly [F in AnyFieldId]?: Collapsed }
  /** Collapses or expands groups of the current view. */
  collapse(collapsed: Collapsed): void
  /**
   * A range of the rows of the current answer, with group headers and wherever the list is scrolled, and their positions in
   * Up next.
   */
  rows(from: number, to: number): Promise<Answer>
  /**
   * Passes papers without their abstracts to `take`, some at a time, in the order of the answer; resolves after the last
   * of them.
   */
  papers(of: Papers, take: (papers: readonly PaperFacts[]) => void): Promise<void>
  /** The same with their abstracts. */
  wholePapers(of: Papers, take: (papers: readonly Paper[]) => void): Promise<void>
  /** The abstract of a paper; empty where it has none. */
  abstract(paper: PaperId): Promise<string>
  /** The bibliography entry of a paper; null where it has none. */
  bibliography(paper: PaperId): Promise<Bibliography | null>
  /** Compares the papers of a list with those here; the likely ones are only looked for where wanted. */
  compare(blob: Blob, isLikelyWanted?: boolean): Promise<Compared>
  /** The number of papers that each query finds. */
  count(texts: readonly string[]): Promise<readonly number[]>
  /** Includes all values of these facets in answers, until the returned function is called. */
  expandFacets(fields: readonly AnyFieldId[]): () => void
  /** The status counts of all papers. A new answer follows every change of them. */
  tally(): Promise<Tally>
  /** The ranks that move papers in Up next, as `EngineClient.move` computes them by all marks. */
  move(papers: readonly PaperId[], to: MoveTo): Promise<Moved>
  /** The first paper of Up next by all marks; null where none is To read. */
  firstNext(): Promise<PaperHead | null>
  /** Papers and values by name, as `EngineClient.name` finds them. */
  findByName: EngineClient['findByName']
  /** Recommendations by the marks that the latest answer counts. A new answer follows every change of them. */
  recommend(options: RecommendationOptions): Promise<Advice>
  /** The papers most similar to one, the most similar first. */
  findSimilar(paper: PaperId): Promise<readonly SimilarPaper[]>
  /** Sorts the rows by what the notes say now. */
  sortAgain(): void
  /** Asks the current question again; resolves with the answer, and is undefined where it is there at once. */
  askAgain(): Promise<unknown> | undefined
}

/** A paper that the answer holds, in a row or open; undefined for others. */
export const shownPaper = ({ answer }: Answers, paper: PaperId): PaperHead | undefined =>
  answer?.paper?.id === paper ? answer.paper : answer?.rows.find(({ id }) => id === paper)

const NONE_COLLAPSED: Collapsed = { all: false, but: [] }
/** The rows of a tall window. */
const FIRST_ROWS = 40
/**
 * An engine in the page counts a mark at once, so that both are drawn in one frame. A worker counts it, and either
 * finds a note, a moment later: many edits in a row then cost as little as one.
 */
const MARK_DELAY_MS = 200
const NOTE_DELAY_MS = 300

type Stores = {
  readonly viewing: StoreApi<ViewStore>
  readonly library: StoreApi<Library>
  readonly cursor: StoreApi<Cursor>
}

/**
 * Keeps the answer to the current view: asks when the view, the window or a mark changes. There is no answer before the
 * marks are loaded. `last` is what the last visit showed, and is shown until then.
 */
export function createAnswers(
  engine: EngineClient,
  { viewing, library, cursor }: Stores,
  last: Answer | null = null,
): StoreApi<Answers> {
  let screen = FIRST_ROWS
  let window: readonly [from: number, to: number] = [0, screen]
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let sorted = 0
  /** Whether the window has moved since the last question. */
  let hasNewWindow = false
  /** Facets of which all values are shown somewhere. */
  const expanded: (readonly AnyFieldId[])[] = []
  /** Whether the user has asked anything on this visit. */
  let hasAsked = false
  /** Whether the engine answered the latest question at once, as it does in the page. */
  let isAtOnce = false

  /** Whether the answer is to an earlier question, and who waits for the current one. */
  let isBehind = true
  let waiting: (() => void)[] = []
  const catchUp = () => {
    isBehind = false
    const ended = waiting
    waiting = []
    for (const end of ended) end()
  }

  const fail = ({ message }: Error) => {
    failures += 1
    answers.setState({ failure: message })
  }

  const outbox = createMarkSender(engine, library, fail, () => void ask())

  const currentQuestion = (): Question => {
    const { text, sort, group: by, paper } = viewing.getState().view
    const { active: find, group: head, index: near } = cursor.getState()
    const collapsed = (by && answers.getState().collapsed[by]) ?? NONE_COLLAPSED
    return {
      text,
      sort,
      window,
      paper,
      find,
      wide: expanded.flat(),
      group: by && { by, collapsed, near, head },
      sorted,
    }
  }

  /** The query whose words are being searched in abstracts. */
  let looked: string | null = null
  const lookInAbstracts = (text: string) => {
    if (looked === text) return
    looked = text
    engine.searchAbstracts(text).then(
      (isFound) => {
        if (looked === text) looked = null
        if (isFound && viewing.getState().view.text === text) void ask()
      },
      (error: Error) => {
        if (looked === text) looked = null
        fail(error)
      },
    )
  }

  /** Asks the current question. With the engine in the page the answer is there when this returns. */
  const ask = (early = false): Answer | null | Promise<Answer | null> => {
    clearTimeout(timer)
    timer = undefined
    hasNewWindow = false
    outbox.send()
    if (!early && !answers.getState().opened) return null
    const { view } = viewing.getState()
    const by = view.group
    const { active: find, group: head } = cursor.getState()
    const before = failures
    const question = currentQuestion()
    const collapsed = question.group?.collapsed ?? NONE_COLLAPSED
    const catchUpIfPresent = () => {
      const isPresent =
        !asksElse(viewing.getState().view, view) &&
        (!by || (answers.getState().collapsed[by] ?? NONE_COLLAPSED) === collapsed)
      if (isPresent) catchUp()
    }
    const take = (answer: Answer | null) => {
      if (!answer) return null
      // The user stays with their paper where the new answer has it, unless they have moved on.
      const { active, group: on } = cursor.getState()
      if (answer.found >= 0 && active === find && on === head) cursor.setState({ index: answer.found })
      answers.setState(failures === before ? { answer, failure: null } : { answer })
      if (!early) {
        catchUpIfPresent()
        if (answer.looking) lookInAbstracts(view.text)
      }
      return answer
    }
    const asked = engine.ask(question)
    isAtOnce = !(asked instanceof Promise)
    if (!(asked instanceof Promise)) return take(asked)
    return asked.then(take, (error: Error) => {
      fail(error)
      catchUpIfPresent()
      return null
    })
  }

  /** The rows of the last visit may be shown before the lists are loaded. */
  const whenOpened = () =>
    new Promise<void>((resolve) => {
      if (answers.getState().opened) return resolve()
      const leave = answers.subscribe(({ opened }) => {
        if (!opened) return
        leave()
        resolve()
      })
      return undefined
    })

  const loadedRow = (index: number, answer: Answer | null): Listed | undefined => answer?.lines[index - answer.from]
  const askAround = (index: number) => {
    window = [Math.max(0, index - screen), index + screen]
    return ask()
  }
  /** Asks for the rows around an index, unless they are asked for. */
  const fetchRow = async (index: number, asked?: Promise<Answer | null>): Promise<Listed | undefined> => {
    await whenOpened()
    let answer = (await asked) ?? answers.getState().answer
    // A later question may replace this one. A user who goes on scrolling wins in the end.
    for (let tries = 0; tries < 2 && answer && !loadedRow(index, answer); tries += 1)
      answer = (await askAround(index)) ?? answer
    return loadedRow(index, answer)
  }

  const answers = createStore<Answers>((set, get) => ({
    answer: null,
    opened: null,
    failure: null,
    openLists: async (fetched) => {
      outbox.send()
      const opened = await engine.open(
        fetched.flatMap((file) => ('reason' in file ? [] : [file])),
        // To the same question the rows of the last visit are a better answer than a part of the papers.
        () => library.getState().loaded && (get().answer?.revision !== 0 || hasAsked) && void ask(true),
      )
      const missing = fetched.flatMap((file) =>
        'reason' in file
          ? [{ file: file.name, paper: null, field: null, message: `could not be fetched: ${file.reason}` }]
          : [],
      )
      set({ opened: { ...opened, problems: [...missing, ...opened.problems] } })
      library.getState().adopt(opened.known, opened.moves)
      await ask()
      const { answer, failure } = get()
      // Without rows nothing can go on.
      if (!answer && failure !== null) throw new Error(failure)
    },
    setWindow(from, to) {
      if (from === window[0] && to === window[1]) return
      window = [from, to]
      // Of several calls in one task, as while a key scrolls the list, the last one counts.
      hasNewWindow = true
      queueMicrotask(() => hasNewWindow && void ask())
    },
    setPageSize: (rows) => void (screen = rows),
    rowAt(index) {
      const { answer, opened } = get()
      if (!answer || index >= answer.extent) return undefined
      const here = loadedRow(index, answer)
      if (here || !opened) return here ?? fetchRow(index)
      const round = askAround(index)
      return round instanceof Promise ? fetchRow(index, round) : loadedRow(index, round)
    },
    answered: () => (isBehind ? new Promise((resolve) => waiting.push(resolve)) : undefined),
    collapsed: {},
    collapse(collapsed) {
      const { group } = viewing.getState().view
      if (group) set({ collapsed: { ...get().collapsed, [group]: collapsed } })
      isBehind = true
      void ask()
    },
    async rows(from, to) {
      await get().answered()
      const answer = await engine.ask({ ...currentQuestion(), window: [from, to] })
      // Of two questions that wait for the worker, only the later one is answered.
      return answer ?? get().rows(from, to)
    },
    papers: engine.papers,
    wholePapers: engine.wholePapers,
    abstract: engine.abstract,
    bibliography: engine.bibliography,
    compare: engine.compare,
    count: engine.count,
    expandFacets(fields) {
      expanded.push(fields)
      void ask()
      return () => void expanded.splice(expanded.indexOf(fields), 1)
    },
    tally: engine.tally,
    move(papers, to) {
      outbox.send()
      return engine.move(papers, to, isInNextOrder(viewing.getState().view))
    },
    firstNext() {
      outbox.send()
      return engine.first()
    },
    findByName: engine.findByName,
    recommend: engine.recommend,
    findSimilar: engine.findSimilar,
    sortAgain() {
      sorted += 1
      window = [0, screen]
      isBehind = true
      void ask()
    },
    askAgain() {
      const asked = ask()
      return asked instanceof Promise ? asked : undefined
    },
  }))

  viewing.subscribe(({ view }, { view: before }) => {
    const isAnother = asksElse(view, before)
    hasAsked ||= isAnother
    if (isAnother) {
      window = [0, screen]
      isBehind = true
    }
    if (isAnother || view.paper !== before.paper) void ask()
  })
  library.subscribe(({ changed, loaded }, before) => {
    if (changed === before.changed) return
    if (!loaded) return
    if (loaded !== before.loaded) {
      outbox.load(loaded)
      if (last && !hasAsked && !answers.getState().answer) {
        answers.setState({ answer: last })
        catchUp()
      }
    }
    const papers = changed.papers.filter((id) => !isUserRecord(id))
    if (papers.length === 0) return
    outbox.add(papers)
    if (isAtOnce && changed.here && !changed.noteOnly) void ask()
    // The first change starts the timer. Later changes do not restart it.
    else timer ??= setTimeout(() => void ask(), changed.noteOnly ? NOTE_DELAY_MS : MARK_DELAY_MS)
  })
  const { loaded } = library.getState()
  if (loaded) outbox.load(loaded)
  return answers
}
