import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPageEngine } from '../../../src/engine/host/pageEngine.ts'
import { createWorkerEngine } from '../../../src/engine/host/workerEngine.ts'
import type { Marked } from '../../../src/engine/index/indexedMark.ts'
import type { Question } from '../../../src/engine/question.ts'
import { isGroupHead, type Listed } from '../../../src/engine/facets/groupRows.ts'
import type { FieldId } from '../../../src/model/query/fields.ts'
import { createClock } from '../../../src/model/mark/clock.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { recordId } from '../../../src/model/mark/userRecord.ts'
import { DEFAULT_COLUMNS } from '../../../src/model/query/view.ts'
import { createAnswers } from '../../../src/store/view/answers.ts'
import { createCursor } from '../../../src/store/view/cursor.ts'
import { createLibrary } from '../../../src/store/library/library.ts'
import { createViewing } from '../../../src/store/view/viewStore.ts'
import { createAddress, createSetting } from '../../support/address.ts'
import { atc24, listOf, manyPapers } from '../../support/lists.ts'
import { kept, stampAt, START_MS } from '../../support/marks.ts'
import { createThread } from '../../support/thread.ts'
import { until } from '../../support/waiting.ts'

type Start = { readonly search?: string; readonly marks?: Marks; readonly isInPage?: boolean }

/** The stores that an answer depends on, and the answers, over the real engine. */
function start({ search = '', marks = new Map(), isInPage = false }: Start = {}) {
  const thread = createThread()
  const viewing = createViewing(createAddress(search), createSetting(), createSetting())
  const library = createLibrary(new Map(), createClock('here', Date.now))
  library.getState().load(marks)
  const cursor = createCursor(viewing.getState().view.paper)
  const answers = createAnswers(isInPage ? createPageEngine() : createWorkerEngine(thread), {
    viewing,
    library,
    cursor,
  })
  return {
    thread,
    viewing,
    library,
    cursor,
    answers,
    change: viewing.getState().change,
    edit: library.getState().edit,
    open: answers.getState().openLists,
    answer: () => answers.getState().answer!,
    titles: () => answers.getState().answer!.rows.map(({ title }) => title),
    questions: () =>
      thread.requests.flatMap(({ kind, args }): Question[] => (kind === 'ask' ? [args[0] as Question] : [])),
    marked: () =>
      thread.requests.flatMap(({ kind, args }) => (kind === 'mark' ? [(args[0] as Marked[]).map(([id]) => id)] : [])),
    count: (field: FieldId, value: string) =>
      answers
        .getState()
        .answer!.facets.find((facet) => facet.field === field)
        ?.values.find((one) => one.value === value)?.count,
  }
}

/** The delay after which a mark is counted, in milliseconds. */
const COUNTED_MS = 200

/** Waits until all questions are answered, where replies arrive in microtasks. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

const paper = (number: number) => `title:paper ${String(number).padStart(4, '0')} (2024)` as PaperId
const HYDRA = 'url:usenix.org/conference/atc24/presentation/ma' as PaperId

afterEach(() => {
  vi.useRealTimers()
})

describe('an engine in the page', () => {
  test('has answered a change of the view when the change returns', async () => {
    const { open, change, answers, titles } = start({ isInPage: true })
    await open([atc24()])
    change({ text: 'rpc' }, 'push')
    expect(titles()).toEqual(['HydraRPC: RPC in the CXL Era'])
    expect(answers.getState().answered()).toBeUndefined()
  })

  test('has counted a mark when its change returns', async () => {
    const { open, edit, count } = start({ isInPage: true })
    await open([atc24()])
    edit([HYDRA], { starred: true })
    expect(count('starred', 'Starred')).toBe(1)
  })

  test('returns a far row at once, although a subscriber asks for the rows at the scroll position', async () => {
    const { open, answers } = start({ isInPage: true })
    await open([listOf(manyPapers(1000))])
    const { rowAt, setWindow } = answers.getState()
    answers.subscribe(() => setWindow(0, 60))
    expect(rowAt(999)).toMatchObject({ title: 'Paper 1000' })
    // So that the list can scroll there.
    expect(answers.getState().answer!.rows).toContainEqual(rowAt(999))
    await settle()
    expect(answers.getState().answer).toMatchObject({ from: 0 })
  })
})

describe('an engine that fails', () => {
  test('reports why a question failed, keeps the last answer, and recovers with the next question', async () => {
    const { thread, answers, open, answer, change } = start()
    await open([atc24()])
    thread.breakDown('ask')
    change({ text: 'rpc' }, 'push')
    await settle()
    expect(answers.getState().failure).toBe('no ask today')
    expect(answer().total).toBe(23)
    thread.breakDown(null)
    void answers.getState().askAgain()
    await settle()
    expect(answers.getState().failure).toBeNull()
    expect(answer().total).toBe(1)
  })

  test('reports why marks failed, and sends them again with each question until they count', async () => {
    const { thread, answers, open, edit, count, change } = start()
    await open([atc24()])
    thread.breakDown('mark')
    edit([HYDRA], { starred: true })
    await until(() => expect(answers.getState().failure).toBe('no mark today'))
    change({ sort: [{ by: 'title', descending: true }] }, 'push')
    await settle()
    expect(answers.getState().failure).toBe('no mark today')
    thread.breakDown(null)
    void answers.getState().askAgain()
    await settle()
    expect(answers.getState().failure).toBeNull()
    expect(count('starred', 'Starred')).toBe(1)
  })

  test.each(['open', 'ask'] as const)(
    'before there are any rows rejects the call that opened the lists, for %s',
    async (kind) => {
      const { thread, open } = start()
      thread.breakDown(kind)
      await expect(open([atc24()])).rejects.toThrow(`no ${kind} today`)
    },
  )
})

test('records that belong to no paper are not sent to the engine and delay nothing', async () => {
  const VIEW = recordId('view', 'a')
  const { library, open, marked, answer, questions } = start({
    marks: new Map([[VIEW, new Map([['name', ['To do', stampAt(0)]]])]]),
  })
  await open([atc24()])
  const asked = questions().length
  library.getState().saveRecords([[VIEW, { name: 'Done' }]])
  await settle()
  expect([marked().flat(), answer().all, questions().length - asked]).toEqual([[], 23, 0])
})

describe('opened lists', () => {
  test('are answered with all their papers, in their order', async () => {
    const { open, answer, titles, answers } = start()
    expect(answers.getState()).toMatchObject({ answer: null, opened: null })
    await open([atc24()])
    expect(answer()).toMatchObject({ total: 23, all: 23, from: 0 })
    expect(titles()[0]).toMatch(/^Cost-Efficient Large Language Model Serving/)
    expect(answers.getState().opened).toMatchObject({ papers: 23, problems: [], lists: [{ id: 'atc24' }] })
  })

  test('show what the address asks for, and the paper it names', async () => {
    const { open, answer, titles } = start({ search: `q=rpc&paper=${HYDRA}` })
    await open([atc24()])
    expect(titles()).toEqual(['HydraRPC: RPC in the CXL Era'])
    expect(answer().paper).toMatchObject({ title: 'HydraRPC: RPC in the CXL Era', highlights: expect.any(Array) as [] })
  })

  test('are not queried before they are loaded', async () => {
    const { change, edit, questions, thread, answers } = start()
    change({ text: 'rpc' })
    edit([HYDRA], { starred: true })
    answers.getState().setWindow(50, 150)
    await settle()
    expect(questions()).toEqual([])
    expect(thread.requests.filter(({ kind }) => kind === 'open')).toEqual([])
  })

  test('are counted with all saved marks, the newest or not', async () => {
    const { open, count } = start({ marks: new Map([[HYDRA, kept({ status: 'read', tags: ['rpc'] })]]) })
    await open([atc24()])
    expect(count('status', 'Read')).toBe(1)
    expect(count('status', 'Unread')).toBe(22)
    expect(count('tag', 'rpc')).toBe(1)
  })

  test('that cannot be fetched are the first problems, before errors inside the others', async () => {
    const { open, answers, answer } = start()
    await open([
      { name: 'osdi24.json', reason: 'the server answered 404' },
      listOf([{ title: 'Good' }, { title: '' }]),
      { name: 'sosp24.json', reason: 'fetch failed' },
    ])
    expect(answers.getState().opened!.problems).toEqual([
      { file: 'osdi24.json', paper: null, field: null, message: 'could not be fetched: the server answered 404' },
      { file: 'sosp24.json', paper: null, field: null, message: 'could not be fetched: fetch failed' },
      { file: 'test.json', paper: 'paper 2', field: 'title', message: 'is missing, so the paper cannot be shown' },
    ])
    expect(answer().total).toBe(1)
  })

  test('give an empty answer, not an endless wait, if none can be fetched', async () => {
    const { open, answer } = start()
    await open([{ name: 'atc24.json', reason: 'fetch failed' }])
    expect(answer()).toMatchObject({ total: 0, all: 0, rows: [] })
  })

  test('replace the lists before them when they are opened again', async () => {
    const { open, answer, titles } = start()
    await open([atc24()])
    await open([listOf([{ title: 'Another' }])])
    expect(titles()).toEqual(['Another'])
    expect(answer().all).toBe(1)
  })
})

describe('a change of the view', () => {
  test('of query, order or open paper asks the engine again', async () => {
    const { open, change, titles, answer } = start()
    await open([atc24()])
    change({ text: 'serverless', sort: [{ by: 'title', descending: false }] })
    await settle()
    expect(titles().map((title) => title.slice(0, 12))).toEqual([
      'A Secure, Fa',
      'ALPS: An Ada',
      'Harmonizing ',
      'StreamBox: A',
    ])
    change({ paper: HYDRA })
    await settle()
    expect(answer().paper?.id).toBe(HYDRA)
    change({ paper: null })
    await settle()
    expect(answer().paper).toBeNull()
  })

  test('of columns does not reach the engine', async () => {
    const { open, change, questions } = start()
    await open([atc24()])
    change({ columns: { ...DEFAULT_COLUMNS, hidden: ['venue'] } })
    await settle()
    expect(questions()).toHaveLength(1)
  })

  test('overtaken by later ones while the engine works costs one more question, for the latest', async () => {
    const { open, change, thread, questions, titles } = start()
    await open([atc24()])
    thread.hold()
    for (const text of ['h', 'hy', 'hyd', 'hydr', 'hydra']) change({ text })
    expect(questions().map(({ text }) => text)).toEqual(['', 'h'])
    await thread.reply()
    await thread.reply()
    expect(questions().map(({ text }) => text)).toEqual(['', 'h', 'hydra'])
    expect(titles()).toEqual(['HydraRPC: RPC in the CXL Era'])
  })
})

describe('the window of rows', () => {
  test('is all that is sent of a long list', async () => {
    const { open, answer, answers } = start()
    await open([listOf(manyPapers(1000))])
    expect(answer()).toMatchObject({ from: 0, total: 1000 })
    expect(answer().rows).toHaveLength(40)
    answers.getState().setWindow(450, 600)
    await settle()
    expect(answer()).toMatchObject({ from: 450, total: 1000, revision: 1 })
    expect(answer().rows.map(({ id }) => id)).toEqual(Array.from({ length: 150 }, (_, i) => paper(451 + i)))
  })

  test('is asked for once, however often it is shown', async () => {
    const { open, answers, questions } = start()
    await open([listOf(manyPapers(1000))])
    answers.getState().setWindow(450, 600)
    answers.getState().setWindow(450, 600)
    await settle()
    answers.getState().setWindow(450, 600)
    await settle()
    expect(questions()).toHaveLength(2)
  })

  test('is the first screen again after a new question', async () => {
    const { open, answers, change, questions } = start()
    await open([listOf(manyPapers(1000))])
    answers.getState().setPageSize(75)
    answers.getState().setWindow(450, 600)
    change({ text: 'paper' })
    await settle()
    expect(questions().at(-1)).toMatchObject({ text: 'paper', window: [0, 75] })
  })

  test('stays in place when a paper is opened or marked', async () => {
    const { open, answers, change, edit, questions } = start()
    await open([listOf(manyPapers(1000))])
    answers.getState().setWindow(450, 600)
    await settle()
    change({ paper: paper(500) })
    await settle()
    vi.useFakeTimers()
    edit([paper(500)], { starred: true })
    await vi.advanceTimersByTimeAsync(COUNTED_MS)
    expect(questions().map(({ window }) => window)).toEqual([
      [0, 40],
      [450, 600],
      [450, 600],
      [450, 600],
    ])
  })

  test('keeps the objects of rows that come again, so that their lines need no repaint', async () => {
    const { open, change, answer } = start()
    await open([atc24()])
    const [first] = answer().rows
    change({ text: 'cachedattention' })
    await settle()
    expect(answer().rows).toEqual([first])
    expect(answer().rows[0]).toBe(first)
  })
})

test('rows are not published before the marks that they are counted with are loaded', async () => {
  const thread = createThread()
  const marks: Marks = new Map([[HYDRA, kept({ starred: true })]])
  const viewing = createViewing(createAddress(''), createSetting(), createSetting())
  const library = createLibrary(new Map(), createClock('here', Date.now))
  const cursor = createCursor(null)
  const answers = createAnswers(createWorkerEngine(thread), {
    viewing,
    library,
    cursor,
  })
  const seen: (readonly [rows: number, isLoaded: boolean])[] = []
  answers.subscribe(({ answer }) => seen.push([answer?.rows.length ?? 0, library.getState().loaded !== null]))
  const opened = answers.getState().openLists([atc24()])
  await settle()
  expect(seen).toEqual([])
  library.getState().load(marks)
  await opened
  expect(seen.every(([, isLoaded]) => isLoaded)).toBe(true)
  expect(answers.getState().answer!.rows).toHaveLength(23)
  expect(answers.getState().answer!.facets.find(({ field }) => field === 'starred')!.values[0]!.count).toBe(1)
})

describe('a paper at an index', () => {
  test('inside the window is returned without a question', async () => {
    const { open, answers, questions } = start()
    await open([listOf(manyPapers(1000))])
    expect(await answers.getState().rowAt(39)).toMatchObject({ id: paper(40) })
    expect(questions()).toHaveLength(1)
  })

  test('outside the window is fetched with the rows around it', async () => {
    const { open, answers, answer } = start()
    await open([listOf(manyPapers(1000))])
    expect(await answers.getState().rowAt(999)).toMatchObject({ id: paper(1000) })
    expect(answer()).toMatchObject({ from: 959 })
    expect(await answers.getState().rowAt(0)).toMatchObject({ id: paper(1) })
    expect(answer()).toMatchObject({ from: 0 })
  })

  test('beyond the end is undefined', async () => {
    const { open, answers } = start()
    await open([atc24()])
    expect(await answers.getState().rowAt(23)).toBeUndefined()
  })

  test('is returned although the list is scrolled during the fetch', async () => {
    const { open, answers, thread } = start()
    await open([listOf(manyPapers(1000))])
    thread.hold()
    // The list repaints at its end, and then the user presses Home.
    answers.getState().setWindow(900, 1000)
    await thread.reply()
    answers.getState().setWindow(850, 1000)
    const told = vi.fn<(listed: Listed | undefined) => void>()
    void Promise.resolve(answers.getState().rowAt(0)).then(told)
    answers.getState().setWindow(800, 950)
    for (let i = 0; i < 4; i += 1) await thread.reply()
    expect(told).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: paper(1) }))
  })
})

describe('a changed mark', () => {
  test('is counted after a moment, and its row stays until the next question', async () => {
    vi.useFakeTimers()
    const { open, edit, answer, count, change, titles } = start({ search: 'q=is:unread' })
    await open([atc24()])
    edit([HYDRA], { status: 'read' })
    await vi.advanceTimersByTimeAsync(COUNTED_MS)
    expect(count('status', 'Read')).toBe(1)
    expect(answer()).toMatchObject({ total: 23, revision: 1 })
    expect(titles()).toContain('HydraRPC: RPC in the CXL Era')

    change({ text: 'is:unread ' })
    await vi.advanceTimersByTimeAsync(0)
    expect(answer()).toMatchObject({ total: 22, revision: 2 })
    expect(titles()).not.toContain('HydraRPC: RPC in the CXL Era')
  })

  test('is counted when another tab changed it too', async () => {
    vi.useFakeTimers()
    const { open, library, count } = start()
    await open([atc24()])
    library.getState().receive(new Map([[HYDRA, kept({ starred: true })]]))
    await vi.advanceTimersByTimeAsync(COUNTED_MS)
    expect(count('starred', 'Starred')).toBe(1)
  })

  test('is counted as before when it is undone', async () => {
    vi.useFakeTimers()
    const { open, edit, library, count } = start()
    await open([atc24()])
    edit([HYDRA], { starred: true })
    await vi.advanceTimersByTimeAsync(COUNTED_MS)
    expect(count('starred', 'Starred')).toBe(1)
    library.getState().undo()
    await vi.advanceTimersByTimeAsync(COUNTED_MS)
    expect(count('starred', 'Starred')).toBe(0)
  })

  test('sorts its paper by the time of the change', async () => {
    vi.useFakeTimers({ now: START_MS })
    const { open, edit, change, titles } = start()
    await open([atc24()])
    edit([HYDRA], { starred: true })
    change({ sort: [{ by: 'changed', descending: true }] })
    await vi.advanceTimersByTimeAsync(0)
    expect(titles()[0]).toBe('HydraRPC: RPC in the CXL Era')
  })

  test('is sent together with other recent ones', async () => {
    vi.useFakeTimers()
    const { open, edit, marked, questions } = start()
    await open([listOf(manyPapers(3))])
    edit([paper(1)], { starred: true })
    await vi.advanceTimersByTimeAsync(COUNTED_MS / 3)
    edit([paper(2)], { status: 'read' })
    await vi.advanceTimersByTimeAsync(COUNTED_MS / 3)
    edit([paper(1)], { status: 'read' })
    await vi.advanceTimersByTimeAsync(COUNTED_MS)
    expect(marked()).toEqual([[paper(1), paper(2)]])
    expect(questions()).toHaveLength(2)
  })
})

describe('a note that the user types', () => {
  test('reaches the search within 300 ms, and not letter by letter', async () => {
    vi.useFakeTimers()
    const { open, edit, marked, count, change, titles } = start()
    await open([atc24()])
    const text = 'quorum'
    for (let end = 1; end <= text.length; end += 1) {
      edit([HYDRA], { note: text.slice(0, end) })
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(marked()).toEqual([[HYDRA]])
    expect(count('note', 'Note')).toBe(1)
    change({ text: 'quorum' })
    await vi.advanceTimersByTimeAsync(0)
    expect(titles()).toEqual(['HydraRPC: RPC in the CXL Era'])
  })

  test('reaches the search again when the user types on later', async () => {
    vi.useFakeTimers()
    const { open, edit, marked, questions } = start()
    await open([atc24()])
    for (const note of ['one', 'one two', 'one two three']) {
      edit([HYDRA], { note })
      await vi.advanceTimersByTimeAsync(300)
    }
    expect(marked()).toEqual([[HYDRA], [HYDRA], [HYDRA]])
    expect(questions()).toHaveLength(4)
  })

  test('is not sent again once a query has taken it along', async () => {
    vi.useFakeTimers()
    const { open, edit, change, marked, questions } = start()
    await open([atc24()])
    edit([HYDRA], { note: 'quorum' })
    change({ text: 'quorum' })
    await vi.advanceTimersByTimeAsync(1000)
    change({ text: 'quorums' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(questions()).toHaveLength(3)
    expect(marked()).toEqual([[HYDRA]])
  })

  test('is searched with all its letters by a query before that', async () => {
    vi.useFakeTimers()
    const { open, edit, change, titles } = start()
    await open([atc24()])
    edit([HYDRA], { note: 'quorum' })
    change({ text: 'quorum' })
    await vi.advanceTimersByTimeAsync(0)
    expect(titles()).toEqual(['HydraRPC: RPC in the CXL Era'])
  })

  test('does not delay a star', async () => {
    vi.useFakeTimers()
    const { open, edit, count } = start()
    await open([atc24()])
    edit([HYDRA], { starred: true })
    for (let letters = 1; letters <= 4; letters += 1) {
      await vi.advanceTimersByTimeAsync(COUNTED_MS / 4)
      edit([HYDRA], { note: 'q'.repeat(letters) })
    }
    expect(count('starred', 'Starred')).toBe(1)
  })
})

describe('the cursor', () => {
  test('follows its paper into the new answer', async () => {
    const { open, change, cursor } = start()
    await open([listOf(manyPapers(100))])
    cursor.getState().moveTo(paper(3), 2)
    change({ sort: [{ by: 'title', descending: true }] })
    await settle()
    expect(cursor.getState()).toMatchObject({ active: paper(3), index: 97, moves: 0 })
  })

  test('keeps its index where the new answer lacks its paper', async () => {
    const { open, change, cursor } = start()
    await open([listOf(manyPapers(100))])
    cursor.getState().moveTo(paper(3), 2)
    change({ text: 'nothing like it' })
    await settle()
    expect(cursor.getState()).toMatchObject({ active: paper(3), index: 2 })
  })

  test('begins on the paper of a link', async () => {
    const { open, cursor } = start({ search: `paper=${HYDRA}` })
    await open([atc24()])
    expect(cursor.getState()).toMatchObject({ active: HYDRA, index: 20 })
  })

  test('is not moved back by the answer to an earlier question', async () => {
    const { open, change, cursor, thread } = start()
    await open([listOf(manyPapers(100))])
    thread.hold()
    // The user presses `j` twice with a paper open, faster than the engine answers.
    cursor.getState().moveTo(paper(2), 1, true)
    change({ paper: paper(2) }, 'replace')
    cursor.getState().moveTo(paper(3), 2, true)
    change({ paper: paper(3) }, 'replace')
    await thread.reply()
    expect(cursor.getState()).toMatchObject({ active: paper(3), index: 2 })
  })
})

describe('the first rows of an answer', () => {
  test.each([true, false])('are all that match, wherever the list is scrolled, in the page: %s', async (isInPage) => {
    const { open, answers, answer } = start({ isInPage })
    await open([listOf(manyPapers(1000))])
    const { rows: rowsIn, setWindow } = answers.getState()
    setWindow(300, 340)
    const { lines: rows } = await rowsIn(0, 5000)
    expect(rows.length).toBe(1000)
    expect(rows[999]).toMatchObject({ title: 'Paper 1000' })
    expect((await rowsIn(0, 10)).lines.length).toBe(10)
    await settle()
    expect(answer()).toMatchObject({ from: 300 })
    expect(answer().lines.length).toBe(40)
  })

  test('are those of the latest view, with the headers of its groups', async () => {
    const { open, answers, change } = start()
    await open([atc24()])
    change({ text: 'has:award', group: 'topic' })
    const { lines: rows } = await answers.getState().rows(0, 100)
    expect(rows.filter(isGroupHead).length).toBeGreaterThan(1)
    expect(rows.filter((row) => !isGroupHead(row)).length).toBe(3)
  })

  test('come although another question takes their turn with the worker', async () => {
    const { open, answers, change } = start()
    await open([atc24()])
    const first = answers.getState().rows(0, 100)
    const second = answers.getState().rows(0, 100)
    change({ text: 'rpc' })
    const lengths = [(await first).lines.length, (await second).lines.length]
    expect(lengths.every((length) => length === 23 || length === 1)).toBe(true)
  })
})
