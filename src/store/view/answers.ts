import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Advice } from '../../engine/related/recommend.ts'
import type { RecommendationOptions } from '../../engine/related/recommendationOptions.ts'
import type { Alike } from '../../engine/related/similarPapers.ts'
import type { EngineClient } from '../../engine/host/engineClient.ts'
import type { Answer, LoadResult, Papers, Twin } from '../../engine/question.ts'
import type { Collapsed, Listed } from '../../engine/facets/groupRows.ts'
import type { Tally } from '../../engine/facets/statusTally.ts'
import type { FieldId } from '../../model/query/fields.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { isThing } from '../../model/mark/userRecord.ts'
import { asksElse } from '../../model/query/view.ts'
import type { Fetched } from '../../storage/lists/bundledLists.ts'
import type { Cursor } from './cursor.ts'
import type { Library } from '../library/library.ts'
import { createMarkSender } from './markSender.ts'
import type { ViewStore } from './viewStore.ts'

export type Answers = {
  /** The latest answer; null until the lists are there. */
  readonly answer: Answer | null
  /** What was found in the lists; null until they were read. */
  readonly opened: LoadResult | null
  /** Why the latest question could not be answered, or marks not be counted; null where all is well. */
  readonly failure: string | null
  /** Reads lists in place of those read before; rejects where they, or the first rows, cannot be had. */
  open(files: readonly Fetched[]): Promise<void>
  /** Asks for other rows of the same answer, as when the list is scrolled. */
  look(from: number, to: number): void
  /** Says how many rows the screen has, which are those that another question is asked for at first. */
  fit(rows: number): void
  /** What stands on a line of the present answer, wherever the list is scrolled to; a promise where it is to be fetched. */
  at(index: number): Listed | undefined | Promise<Listed | undefined>
  /** Resolves once the answer is one to the present question, or there is to be none; undefined where it is already. */
  answered(): Promise<void> | undefined
  /** Which groups are collapsed, by the field whose values part the list; of others none is. */
  readonly collapsed: { readonly [F in FieldId]?: Collapsed }
  /** Has groups of the present view collapsed as this says. */
  collapse(collapsed: Collapsed): void
  /** Gives `take` whole papers, some at a time, in the order of the present answer; resolves after the last of them. */
  papers(of: Papers, take: (papers: readonly Paper[]) => void): Promise<void>
  /** What every paper of a list is among those here; null for those that are new. */
  compare(blob: Blob): Promise<readonly (Twin | null)[]>
  /** How many papers each of the queries finds. */
  count(texts: readonly string[]): Promise<readonly number[]>
  /** Has more than the first values of these facets come along, until what it returns is called. */
  widen(fields: readonly FieldId[]): () => void
  /** How all papers stand; another answer comes after every change of that. */
  tally(): Promise<Tally>
  /** What may be meant by a name, as `EngineClient.name` tells it. */
  name: EngineClient['name']
  /** What to read next by the marks that the latest answer knows; another answer comes after every change of them. */
  advise(wish: RecommendationOptions): Promise<Advice>
  /** The papers most like one, the likest first. */
  alike(paper: PaperId): Promise<readonly Alike[]>
  /** Asks the present question once more. */
  again(): void
}

const NONE_COLLAPSED: Collapsed = { all: false, but: [] }
/** A tall window has so many. */
const FIRST_ROWS = 40
/**
 * What is drawn of a mark itself is drawn at once. It is counted, and its note can be found, a moment after: then many that
 * are made one after the other cost as little as one.
 */
const MARK_DELAY_MS = 200
const NOTE_DELAY_MS = 300

type Stores = {
  readonly viewing: StoreApi<ViewStore>
  readonly library: StoreApi<Library>
  readonly cursor: StoreApi<Cursor>
}

/**
 * Keeps an answer to the present view at hand: asks when the view, the rows looked at, or a mark changes. There is none
 * before the marks are loaded; `last` is what an earlier visit showed, from then on until there is better.
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
  /** Whether other rows are looked at than those that were asked for. */
  let isLooking = false
  /** Facets of which somebody shows more than the first values. */
  const widened: (readonly FieldId[])[] = []
  /** Whether the reader has asked anything since the page was loaded. */
  let hasAsked = false

  /** Whether the answer, if there is one, is to another question than the present one; and who waits for that to end. */
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

  /** Asks the present question. Where the engine is in the page, the answer is there when this returns. */
  const ask = (early = false): Answer | null | Promise<Answer | null> => {
    clearTimeout(timer)
    timer = undefined
    isLooking = false
    outbox.send()
    if (!early && !answers.getState().opened) return null
    const { view } = viewing.getState()
    const { text, sort, group: by, paper } = view
    const { active: find, group: head, index: near } = cursor.getState()
    const before = failures
    const collapsed = (by && answers.getState().collapsed[by]) ?? NONE_COLLAPSED
    const group = by && { by, collapsed, near, head }
    const catchUpIfPresent = () => {
      const isPresent =
        !asksElse(viewing.getState().view, view) &&
        (!by || (answers.getState().collapsed[by] ?? NONE_COLLAPSED) === collapsed)
      if (isPresent) catchUp()
    }
    const take = (answer: Answer | null) => {
      if (!answer) return null
      // The reader stays with their paper where the new answer has it, unless they have moved on.
      const { active, group: on } = cursor.getState()
      if (answer.found >= 0 && active === find && on === head) cursor.setState({ index: answer.found })
      answers.setState(failures === before ? { answer, failure: null } : { answer })
      if (!early) catchUpIfPresent()
      return answer
    }
    const asked = engine.ask({ text, sort, window, paper, find, wide: widened.flat(), group })
    if (!(asked instanceof Promise)) return take(asked)
    return asked.then(take, (error: Error) => {
      fail(error)
      catchUpIfPresent()
      return null
    })
  }

  /** The last visit's rows may be there before the lists are. */
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

  const lineAt = (index: number, answer: Answer | null): Listed | undefined => answer?.lines[index - answer.from]
  const askRound = (index: number) => {
    window = [Math.max(0, index - screen), index + screen]
    return ask()
  }
  /** Fetches the rows round a line, which may have been asked for. */
  const fetchAt = async (index: number, asked?: Promise<Answer | null>): Promise<Listed | undefined> => {
    await whenOpened()
    let answer = (await asked) ?? answers.getState().answer
    // A question about other rows may take the place of this one; a reader who goes on scrolling wins in the end.
    for (let tries = 0; tries < 2 && answer && !lineAt(index, answer); tries += 1)
      answer = (await askRound(index)) ?? answer
    return lineAt(index, answer)
  }

  /** Lets marks that are new know the papers they are about, for a day when no list has them. */
  const introduce = (papers: readonly PaperId[]) => {
    const { answer } = answers.getState()
    const shown = [...(answer?.rows ?? []), ...(answer?.paper ? [answer.paper] : [])]
    library.getState().adopt(
      shown.filter(({ id }) => papers.includes(id)),
      [],
    )
  }

  const answers = createStore<Answers>((set, get) => ({
    answer: null,
    opened: null,
    failure: null,
    open: async (fetched) => {
      outbox.send()
      const opened = await engine.open(
        fetched.flatMap((file) => ('reason' in file ? [] : [file])),
        // To the same question the last visit's rows are a better answer than a part of the papers.
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
      // Without any rows there is nothing that could go on.
      if (!answer && failure !== null) throw new Error(failure)
    },
    look(from, to) {
      if (from === window[0] && to === window[1]) return
      window = [from, to]
      // Of several in one task, as while a key takes the list elsewhere, the last is the one that is wanted.
      isLooking = true
      queueMicrotask(() => isLooking && void ask())
    },
    fit: (rows) => void (screen = rows),
    at(index) {
      const { answer, opened } = get()
      if (!answer || index >= answer.extent) return undefined
      const here = lineAt(index, answer)
      if (here || !opened) return here ?? fetchAt(index)
      const round = askRound(index)
      return round instanceof Promise ? fetchAt(index, round) : lineAt(index, round)
    },
    answered: () => (isBehind ? new Promise((resolve) => waiting.push(resolve)) : undefined),
    collapsed: {},
    collapse(collapsed) {
      const { group } = viewing.getState().view
      if (group) set({ collapsed: { ...get().collapsed, [group]: collapsed } })
      isBehind = true
      void ask()
    },
    papers: engine.papers,
    compare: engine.compare,
    count: engine.count,
    widen(fields) {
      widened.push(fields)
      void ask()
      return () => void widened.splice(widened.indexOf(fields), 1)
    },
    tally: engine.tally,
    name: engine.name,
    advise: engine.advise,
    alike: engine.alike,
    again: () => void ask(),
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
    const papers = changed.papers.filter((id) => !isThing(id))
    if (papers.length === 0) return
    outbox.add(papers)
    if (changed.here) introduce(papers)
    // The first sets the time; those after it do not put it off.
    timer ??= setTimeout(() => void ask(), changed.noteOnly ? NOTE_DELAY_MS : MARK_DELAY_MS)
  })
  const { loaded } = library.getState()
  if (loaded) outbox.load(loaded)
  return answers
}
