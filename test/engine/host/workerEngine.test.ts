import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import type { Bytes } from '../../../src/engine/host/host.ts'
import type { LoadResult, Question } from '../../../src/engine/question.ts'
import { createSender, type EncodedAnswer } from '../../../src/engine/host/answerCodec.ts'
import { createWorkerEngine } from '../../../src/engine/host/workerEngine.ts'
import type { Thread } from '../../../src/formats/workers/workerCalls.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { id, mark, paper } from '../../support/papers.ts'

const question = (text: string): Question => ({ text, sort: [], window: [0, 10], paper: null, find: null, wide: [] })

type Call = { readonly m: string; readonly a: readonly unknown[]; readonly i: string }
/** The names of the calls; for questions their texts. */
const texts = (calls: readonly Call[]) => calls.map(({ m, a }) => (m === 'ask' ? (a[0] as Question).text : m))

/** A thread that is answered by hand. Messages are cloned as between real threads. */
function createThread() {
  const sent: Call[] = []
  let isEnded = false
  const thread: Thread = {
    onmessage: null,
    onerror: null,
    terminate: () => void (isEnded = true),
    postMessage(message, transfer) {
      const { t, ...call } = structuredClone(message, { transfer }) as Call & { readonly t: string }
      if (t === 'q') sent.push(call)
    },
  }
  const say = async (data: object) => {
    thread.onmessage!({ data: structuredClone(data) } as MessageEvent)
    await setImmediate()
  }
  const give = (place: number, value?: unknown) => say({ t: 's', i: sent[place]!.i, r: value })
  const blank = createSender(createEngine())(question(''))
  return {
    thread,
    sent,
    isEnded: () => isEnded,
    /** Answers the question at an index of `sent`. */
    answer: (place: number, answer: Partial<EncodedAnswer> = {}) => give(place, { ...blank, ...answer }),
    fail(place: number, reason: string) {
      void say({ t: 's', i: sent[place]!.i, e: new Error(reason) })
    },
    papers(place: number, papers: readonly Paper[] | null) {
      return papers ? say({ t: 'q', m: 'callBack', a: [sent[place]!.a[1], papers], i: 'back' }) : give(place)
    },
    opened: (place: number, papers: number) =>
      give(place, { lists: [], problems: [], moves: [], known: [], papers } satisfies LoadResult),
  }
}

describe('questions', () => {
  test('are sent one at a time; of those that wait, only the latest is sent', async () => {
    const { thread, sent, answer } = createThread()
    const { ask } = createWorkerEngine(thread)
    const answers = ['k', 'kv', 'kv ', 'kv c'].map(async (text) => ask(question(text)))
    expect(texts(sent)).toEqual(['k'])
    await answer(0, { total: 1 })
    expect(texts(sent)).toEqual(['k', 'kv c'])
    await answer(1, { total: 4 })
    expect((await Promise.all(answers)).map((answer) => answer?.total ?? null)).toEqual([1, null, null, 4])
  })

  test('that are replaced resolve to null at once', async () => {
    const { thread } = createThread()
    const { ask } = createWorkerEngine(thread)
    void ask(question('a'))
    const replaced = ask(question('b'))
    void ask(question('c'))
    expect(await replaced).toBeNull()
  })

  test('are answered in the order of the calls', async () => {
    const { thread, answer } = createThread()
    const { ask } = createWorkerEngine(thread)
    const came: string[] = []
    const follow = async (text: string) => {
      const given = await ask(question(text))
      came.push(`${text}: ${given?.total}`)
    }
    const first = follow('a')
    const second = follow('b')
    await answer(0, { total: 1 })
    await first
    const third = follow('c')
    await answer(1, { total: 2 })
    await second
    await answer(2, { total: 3 })
    await third
    expect(came).toEqual(['a: 1', 'b: 2', 'c: 3'])
  })

  test('are sent at once while none is pending', async () => {
    const { thread, sent, answer } = createThread()
    const { ask } = createWorkerEngine(thread)
    const first = ask(question('a'))
    await answer(0)
    await first
    void ask(question('b'))
    expect(texts(sent)).toEqual(['a', 'b'])
  })

  test('asked when an answer arrives are not lost', async () => {
    const { thread, sent, answer } = createThread()
    const { ask } = createWorkerEngine(thread)
    const second = Promise.resolve(ask(question('a'))).then(() => ask(question('b')))
    await answer(0)
    expect(texts(sent)).toEqual(['a', 'b'])
    await answer(1, { total: 2 })
    expect((await second)?.total).toBe(2)
  })
})

describe('a failure of the worker', () => {
  test('rejects the question with its reason, and the waiting question is sent all the same', async () => {
    const { thread, sent, answer, fail } = createThread()
    const { ask } = createWorkerEngine(thread)
    const [first, second] = [ask(question('a')), ask(question('b'))]
    fail(0, 'out of memory')
    await expect(first).rejects.toThrow('out of memory')
    expect(texts(sent)).toEqual(['a', 'b'])
    await answer(1, { total: 2 })
    expect((await second)?.total).toBe(2)
  })

  test('rejects only the call that failed, also for lists and marks', async () => {
    const { thread, answer, fail, opened } = createThread()
    const { ask, mark: send, open } = createWorkerEngine(thread)
    const lists = [open([]), open([])]
    const marked = send([[id('x'), mark({ starred: true }), 5]])
    const asked = ask(question('a'))
    fail(2, 'no such mark')
    await expect(marked).rejects.toThrow('no such mark')
    fail(0, 'no such list')
    await expect(lists[0]).rejects.toThrow('no such list')
    await opened(1, 3)
    expect((await lists[1])?.papers).toBe(3)
    await answer(3, { total: 7 })
    expect((await asked)?.total).toBe(7)
  })
})

describe('lists', () => {
  const file = (name: string, ...bytes: readonly number[]): Bytes => ({ name, bytes: new Uint8Array(bytes).buffer })

  test('are transferred, not copied', () => {
    const { thread, sent } = createThread()
    const files = [file('a.json', 1, 2), file('b.json', 3)]
    void createWorkerEngine(thread).open(files)
    expect(files.map(({ bytes }) => bytes.byteLength)).toEqual([0, 0])
    expect(sent).toMatchObject([{ m: 'open', a: [[file('a.json', 1, 2), file('b.json', 3)], 1] }])
  })

  test('that load in any order resolve each call with its own report', async () => {
    const { thread, opened } = createThread()
    const { open } = createWorkerEngine(thread)
    const found: Promise<LoadResult>[] = [open([file('a.json', 1)]), open([file('b.json', 2)])]
    await opened(1, 2)
    await opened(0, 1)
    expect((await Promise.all(found)).map(({ papers }) => papers)).toEqual([1, 2])
  })

  test('open while a question is pending', async () => {
    const { thread, sent, answer, opened } = createThread()
    const { ask, open } = createWorkerEngine(thread)
    const [asked, waiting] = [ask(question('a')), ask(question('b'))]
    const found = open([file('a.json', 1)])
    await opened(1, 7)
    expect((await found).papers).toBe(7)
    expect(texts(sent)).toEqual(['a', 'open'])
    await answer(0, { total: 1 })
    await answer(2, { total: 2 })
    expect([(await asked)?.total, (await waiting)?.total]).toEqual([1, 2])
  })
})

test('marks overtake waiting questions, so that the next answer counts them', () => {
  const { thread, sent } = createThread()
  const engine = createWorkerEngine(thread)
  void engine.ask(question('a'))
  void engine.ask(question('b'))
  void engine.mark([[id('x'), mark({ starred: true }), 5]])
  expect(sent.at(-1)).toMatchObject({ m: 'mark', a: [[['x', mark({ starred: true }), 5]]] })
})

test('a search by name overtakes waiting questions', () => {
  const { thread, sent } = createThread()
  const engine = createWorkerEngine(thread)
  void engine.ask(question('a'))
  void engine.ask(question('b'))
  void engine.findByName('serv')
  expect(texts(sent)).toEqual(['a', 'findByName'])
})

test('an empty set of marks sends no message', () => {
  const { thread, sent } = createThread()
  void createWorkerEngine(thread).mark([])
  expect(sent).toEqual([])
})

describe('papers', () => {
  test('arrive in parts, in order, while questions are answered', async () => {
    const { thread, sent, answer, papers } = createThread()
    const { ask, papers: give } = createWorkerEngine(thread)
    const given: string[] = []
    const done = give('shown', (part) => given.push(...part.map(({ title }) => title)))
    expect(sent).toMatchObject([{ m: 'papers', a: ['shown', 1] }])
    await papers(0, [paper({ title: 'One' }), paper({ title: 'Two' })])
    const asked = ask(question('a'))
    await answer(1, { total: 3 })
    expect((await asked)?.total).toBe(3)
    await papers(0, [paper({ title: 'Three' })])
    await papers(0, null)
    await done
    expect(given).toEqual(['One', 'Two', 'Three'])
  })

  test('that cannot be passed reject the call with the reason', async () => {
    const { thread, fail, papers } = createThread()
    const { papers: give } = createWorkerEngine(thread)
    const done = give([id('x')], () => {})
    await papers(0, [paper()])
    fail(0, 'out of memory')
    await expect(done).rejects.toThrow('out of memory')
  })
})

describe('a worker that fails', () => {
  const die = (thread: Thread, message = '') => thread.onerror!({ message } as ErrorEvent)

  test('rejects all pending and all later calls with the reason', async () => {
    const { thread, isEnded } = createThread()
    const { ask, open, mark: send } = createWorkerEngine(thread)
    const calls = [ask(question('a')), ask(question('b')), open([]), send([[id('x'), mark(), 1]])]
    die(thread, 'out of memory')
    for (const call of calls) await expect(call).rejects.toThrow('out of memory')
    await expect(ask(question('c'))).rejects.toThrow('out of memory')
    expect(isEnded()).toBe(true)
  })

  test('to start rejects the pending call with a message', async () => {
    const { thread } = createThread()
    const opened = createWorkerEngine(thread).open([])
    die(thread)
    await expect(opened).rejects.toThrow('a part of the app could not be started')
  })
})
