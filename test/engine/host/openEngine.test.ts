import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EngineClient } from '../../../src/engine/host/engineClient.ts'
import { createEngine } from '../../../src/engine/engine.ts'
import { createHost, type Source } from '../../../src/engine/host/host.ts'
import { createEngineClient, MOST_IN_PAGE } from '../../../src/engine/host/openEngine.ts'
import type { Marked } from '../../../src/engine/index/indexedMark.ts'
import { createPageEngine } from '../../../src/engine/host/pageEngine.ts'
import type { Answer, Question } from '../../../src/engine/question.ts'
import { createWorkerEngine } from '../../../src/engine/host/workerEngine.ts'
import { printKept, printStoredList } from '../../../src/formats/stored/storedList.ts'
import type { Marks } from '../../../src/model/mark/cell.ts'
import type { Sort } from '../../../src/model/query/view.ts'
import { kept } from '../../support/marks.ts'
import { asked, change, changes, count, entries, match, toLines, toText } from '../../support/oracle.ts'
import { id, mark, paper } from '../../support/papers.ts'
import { createThread } from '../../support/thread.ts'
import { until } from '../../support/waiting.ts'

const NO_MARKS: Marks = new Map()
const question = (text = '', sort: Sort = []): Question => ({
  text,
  sort,
  window: [0, 10],
  paper: null,
  find: null,
  wide: [],
})
const listOf = (papers: readonly object[], name = 'x'): Source => ({
  name: `${name}.json`,
  bytes: new TextEncoder().encode(JSON.stringify({ id: name, title: 'A list', papers })).buffer,
})
const titled = (count: number, name = 'Paper') => Array.from({ length: count }, (_, i) => ({ title: `${name} ${i}` }))
/** Papers with so much text that a few hundred are as large as thousands. */
const large = (count: number) => titled(count, 'Large').map((paper) => ({ ...paper, highlights: ['x'.repeat(14_000)] }))
const titles = (answer: Answer | null) => answer!.rows.map(({ title }) => title)

describe.each([
  ['in the page', createPageEngine],
  ['in a worker', () => createWorkerEngine(createThread())],
])('an engine %s', (_, create) => {
  let engine: EngineClient
  beforeEach(() => (engine = create()))
  const load = async (papers: readonly object[], marks = NO_MARKS) => {
    const opened = engine.open([listOf(papers)])
    await engine.load(marks)
    return opened
  }

  test('agrees with a slow and simple model', async () => {
    await fc.assert(
      fc.asyncProperty(entries, changes, changes, asked, async (entries, before, after, asked) => {
        engine = create()
        const toMarked = ([place, mark, at]: (typeof before)[number]): Marked => [id(`doi:10.1/${place}`), mark, at]
        await load(entries)
        await engine.mark(before.map(toMarked))
        const dois = (answer: Answer | null) => answer!.rows.map(({ id }) => id.replace('doi:', ''))
        const ask = () => engine.ask({ ...question(toText(asked), asked.sort), window: [0, 1000] })
        expect(dois(await ask())).toEqual(match(change(toLines(entries), before), asked))
        await engine.mark(after.map(toMarked))
        const lines = change(toLines(entries), [...before, ...after])
        const { facets, all } = (await ask())!
        const counted = facets.flatMap(({ field, values }) => {
          const some = values.filter(({ count }) => count > 0).map(({ value, count }) => [value, count] as const)
          return all === 0 ? [] : [[field, Object.fromEntries(some)] as const]
        })
        expect(Object.fromEntries(counted)).toMatchObject(count(lines, asked))
        await engine.ask(question('something else'))
        expect(dois(await ask())).toEqual(match(lines, asked))
      }),
      { numRuns: 100 },
    )
  })

  test('passes papers in parts, and answers a question before the last part', async () => {
    await load(titled(2500))
    const came: (number | string)[] = []
    const given: string[] = []
    const handed = engine.papers('all', (papers) => {
      came.push(papers.length)
      given.push(...papers.map(({ title }) => title))
    })
    const answered = Promise.resolve(engine.ask(question())).then(() => came.push('answer'))
    await Promise.all([handed, answered])
    expect(came.indexOf('answer')).toBeLessThan(came.length - 1)
    expect(given).toEqual(titled(2500).map(({ title }) => title))
  })

  test('rejects an invalid call with the reason, and later calls succeed', async () => {
    await load([{ title: 'One' }])
    await expect(engine.open([{ name: 'x', bytes: 5 } as never])).rejects.toThrow(/ArrayBuffer|transfer/)
    await expect(engine.mark([null as never])).rejects.toThrow(/null/)
    await expect(engine.ask(null as never)).rejects.toThrow(/null/)
    expect(titles(await engine.ask(question()))).toEqual(['One'])
  })

  test('answers about an own list in parts, then about the whole list', async () => {
    const papers = Array.from({ length: 600 }, (_, i) => paper({ title: `Paper ${i}`, links: [] }))
    const blob = printStoredList({ id: 'own', title: 'Own', homepage: null, paperList: null, acceptance: null }, papers)
    await engine.load(NO_MARKS)
    const totals: (number | undefined)[] = []
    const opened = await engine.open([{ name: 'Own', blob }], () => {
      void Promise.resolve(engine.ask(question())).then((answer) => totals.push(answer?.total))
    })
    expect(opened).toMatchObject({ papers: 600, lists: [{ title: 'Own' }] })
    await until(() => expect(totals).toHaveLength(1))
    expect(totals[0]).toBeGreaterThan(0)
    expect((await engine.compare(blob)).twins).toHaveLength(600)
  })

  test('replaces a word that no paper has by a likely spelling', async () => {
    await load([{ title: 'Serving models' }])
    const answer = await engine.ask(question('serivng'))
    expect(answer).toMatchObject({ total: 1, instead: [{ word: 'serivng', words: ['serving'] }] })
  })

  test('computes recommendations and similar papers while it answers questions', async () => {
    await load(Array.from({ length: 3000 }, (_, i) => ({ title: `${i % 2 ? 'File systems' : 'Serving GPUs'} ${i}` })))
    await engine.mark([0, 2, 4].map((i): Marked => [id(`title:serving gpus ${i}`), mark({ status: 'read' }), 1]))
    const came: string[] = []
    const advised = engine.recommend({ code: false, awarded: false, spread: false, most: 2 })
    const alike = engine.findSimilar(id('title:file systems 1'))
    void advised.then(() => came.push('advice'))
    await engine.ask(question())
    came.push('answer')
    expect((await advised).papers.map(({ paper }) => paper.title)).toEqual(['Serving GPUs 6', 'Serving GPUs 8'])
    expect((await alike).map(({ paper }) => paper.title)[0]).toBe('File systems 3')
    expect(came).toEqual(['answer', 'advice'])
  })

  test('has opened lists once it has the marks, and keeps a mark that came while they loaded', async () => {
    const ids = titled(3).map((_, i) => id(`title:paper ${i}`))
    let parts = 0
    const opened = engine.open([listOf(titled(3))], () => (parts += 1))
    await until(() => expect(parts).toBe(1))
    // The papers can be asked about before, without marks.
    expect(await engine.ask(question())).toMatchObject({ total: 3 })
    const marked = engine.mark([[ids[0]!, mark({ status: 'skipped' }), 2]])
    await engine.load(new Map(ids.map((paper) => [paper, kept({ status: 'read' })])))
    await Promise.all([marked, opened])
    expect(await engine.ask(question('is:read'))).toMatchObject({ total: 2 })
  })

  test('finds papers by name, and counts the papers of queries', async () => {
    await load([{ title: 'Serving models' }, { title: 'Other' }])
    expect(await engine.findByName('serv')).toMatchObject({ papers: [{ title: 'Serving models' }] })
    expect(await engine.count(['other', '', 'none'])).toEqual([1, 2, 0])
    expect((await engine.tally()).all.reduce((sum, count) => sum + count)).toBe(2)
  })

  test('returns papers of an earlier answer as the same objects', async () => {
    await load(titled(3))
    const [first, second] = [await engine.ask(question()), await engine.ask(question('paper'))]
    expect(second!.rows.every((row) => first!.rows.includes(row))).toBe(true)
  })
})

describe('idle work', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  test('does not start while lists are still loading', async () => {
    const prepare = vi.fn<() => boolean>(() => false)
    const host = createHost({ ...createEngine(), prepare }, () => null)
    const opened = host.open([listOf(titled(1))], () => {})
    await setImmediate()
    host.ask(question())
    await vi.advanceTimersByTimeAsync(1000)
    expect(prepare).not.toHaveBeenCalled()
    await host.load([])
    await opened
    await vi.advanceTimersByTimeAsync(1000)
    expect(prepare).toHaveBeenCalled()
  })
})

describe('the engine of the app', () => {
  /** An engine whose workers run in this thread, and the marks of its user. */
  function start() {
    const threads: ReturnType<typeof createThread>[] = []
    const marks = new Map<ReturnType<typeof id>, ReturnType<typeof kept>>()
    let [isBroken, isHeld] = [false, false]
    const engine = createEngineClient(
      () => {
        const thread = createThread()
        threads.push(thread)
        if (isHeld) thread.hold()
        if (isBroken) queueMicrotask(() => thread.onerror?.({ message: '' } as ErrorEvent))
        return createWorkerEngine(thread)
      },
      () => marks,
    )
    const write = (title: string) => {
      const paper = id(`title:${title}`)
      marks.set(paper, kept({ status: 'read' }))
      return engine.mark([[paper, mark({ status: 'read' }), 1]])
    }
    return {
      engine,
      threads,
      marks,
      write,
      breakWorkers: (is: boolean) => (isBroken = is),
      hold: () => (isHeld = true),
    }
  }
  const MANY = large(MOST_IN_PAGE / 20 + 10)

  test('answers about few papers in the page, synchronously', async () => {
    const { engine, threads, write } = start()
    await Promise.all([engine.open([listOf(titled(2))]), engine.load(NO_MARKS)])
    void write('paper 1')
    expect(engine.ask(question('is:read'))).toMatchObject({ total: 1 })
    expect(threads).toEqual([])
  })

  test('answers about many papers in a worker, with the current marks', async () => {
    const { engine, threads, marks } = start()
    marks.set(id('title:large 1'), kept({ status: 'read' }))
    const opened = engine.open([listOf(MANY)])
    await engine.load(marks)
    expect(await opened).toMatchObject({ papers: MANY.length })
    expect(threads).toHaveLength(1)
    expect(engine.ask(question())).toBeInstanceOf(Promise)
    expect(await engine.ask(question('is:read'))).toMatchObject({ total: 1 })
  })

  test('answers about many short papers in a worker', async () => {
    const { engine, threads } = start()
    const papers = Array.from({ length: MOST_IN_PAGE + 1 }, (_, i) => paper({ title: `P${i}`, links: [] }))
    const blob = printStoredList({ id: 'own', title: 'Own', homepage: null, paperList: null, acceptance: null }, papers)
    await engine.load(NO_MARKS)
    await engine.open([{ name: 'Own', blob, prepared: [printKept(papers)] }])
    expect(threads).toHaveLength(1)
    expect(await engine.ask(question())).toMatchObject({ total: MOST_IN_PAGE + 1 })
  })

  test('answers in a worker where there are many marks, because a paper without a list counts too', async () => {
    const { engine, threads, marks } = start()
    const opened = engine.open([listOf(titled(2))])
    for (let i = 0; i <= MOST_IN_PAGE; i += 1) marks.set(id(`title:gone ${i}`), kept({ status: 'read' }))
    await engine.load(marks)
    await opened
    expect(threads).toHaveLength(1)
    expect(await engine.ask(question('is:read'))).toMatchObject({ total: MOST_IN_PAGE + 1 })
  })

  test('answers in the page until the worker has all papers and marks, then from the worker', async () => {
    const { engine, threads, write, hold } = start()
    await Promise.all([engine.open([listOf(titled(2))]), engine.load(NO_MARKS)])
    await write('paper 0')
    hold()
    const opened = engine.open([listOf(titled(2)), listOf(MANY, 'y')])
    await until(() => expect(threads).toHaveLength(1))
    await write('paper 1')
    expect(engine.ask(question('is:read'))).toMatchObject({ total: 2, all: 2 })
    const replyUntil = async (done: Promise<unknown>) => {
      const isDone = vi.fn<() => void>()
      void done.then(isDone)
      while (isDone.mock.calls.length === 0) await threads[0]!.reply()
    }
    await replyUntil(opened)
    const last = Promise.resolve(engine.ask(question('is:read')))
    await replyUntil(last)
    expect(await last).toMatchObject({ total: 2, all: MANY.length + 2 })
    // It stays in the worker, even with few papers.
    const fewer = engine.open([listOf(titled(2))])
    await replyUntil(fewer)
    expect(threads).toHaveLength(1)
    expect(engine.ask(question())).toBeInstanceOf(Promise)
  })

  test('stays in the page where no worker can be started, and rejects the call that opened the lists', async () => {
    const { engine, threads, write, breakWorkers } = start()
    await Promise.all([engine.open([listOf(titled(2))]), engine.load(NO_MARKS)])
    breakWorkers(true)
    await expect(engine.open([listOf(MANY)])).rejects.toThrow('could not be started')
    await write('paper 1')
    expect(engine.ask(question('is:read'))).toMatchObject({ total: 1, all: 2 })
    breakWorkers(false)
    expect(await engine.open([listOf(titled(2)), listOf(MANY, 'y')])).toMatchObject({ papers: MANY.length + 2 })
    expect(threads).toHaveLength(2)
  })
})
