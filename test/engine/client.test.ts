import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAsker, type Channel, type Thread } from '../../src/engine/client.ts'
import { createAsking } from '../../src/engine/asking.ts'
import { createEngine } from '../../src/engine/engine.ts'
import type { Opened, Question } from '../../src/engine/question.ts'
import { createSender, type Sent } from '../../src/engine/sending.ts'
import type { Bytes, Reply, Request } from '../../src/engine/messages.ts'
import type { Paper } from '../../src/model/paper.ts'
import { id, mark, paper } from '../support/papers.ts'

const question = (text: string): Question => ({ text, sort: [], window: [0, 10], paper: null, find: null, wide: [] })
const texts = (requests: readonly Request[]) =>
  requests.map((request) => (request.kind === 'ask' ? request.question.text : request.kind))

/** A thread that answers by hand; what passes is copied as between real threads. */
function createThread() {
  const sent: Request[] = []
  const thread: Thread = {
    onmessage: null,
    postMessage(request, transfer) {
      sent.push(structuredClone(request, { transfer: transfer as ArrayBuffer[] }))
    },
  }
  const say = (data: Reply) => thread.onmessage!({ data: structuredClone(data) } as MessageEvent<Reply>)
  const blank = createSender(createEngine(createAsking))(question(''))
  return {
    thread,
    sent,
    /** Answers the request at a place in `sent`. */
    answer(place: number, answer: Partial<Sent> = {}) {
      const request = sent[place]
      if (request?.kind !== 'ask') throw new Error(`no question at ${place}`)
      say({ kind: 'answer', number: request.number, answer: { ...blank, ...answer } })
    },
    fail(place: number, reason: string) {
      say({ kind: 'failed', number: sent[place]!.number, reason })
    },
    papers(place: number, papers: readonly Paper[] | null) {
      const { number } = sent[place]!
      say(papers ? { kind: 'papers', number, papers } : { kind: 'handed', number })
    },
    opened(place: number, papers: number) {
      const request = sent[place]
      if (request?.kind !== 'open') throw new Error(`no lists at ${place}`)
      say({ kind: 'opened', number: request.number, opened: { lists: [], problems: [], moves: [], known: [], papers } })
    },
  }
}

describe('answers through a channel', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  /** A channel through which the thread of a test speaks. */
  const open = () => {
    const channel: Channel = { name: 'answers', onmessage: null }
    const { thread, sent, answer } = createThread()
    const asker = createAsker(thread, channel)
    const hear = (reply: Reply) => channel.onmessage?.({ data: structuredClone(reply) } as MessageEvent<Reply>)
    const heard = (place: number, total: number) =>
      hear({ kind: 'answer', number: sent[place]!.number, answer: { ...blank, total } })
    return { asker, channel, sent, answer, hear, heard }
  }
  const blank = createSender(createEngine(createAsking))(question(''))

  test('are asked for once the thread was heard there', async () => {
    const { asker, sent, answer, hear, heard } = open()
    expect(sent).toMatchObject([{ kind: 'speak', channel: 'answers' }])
    const first = asker.ask(question('k'))
    expect(sent[1]).toMatchObject({ kind: 'ask', isHeard: false })
    answer(1, { total: 1 })
    hear({ kind: 'speaking', number: sent[0]!.number })
    const second = asker.ask(question('kv'))
    expect(sent[2]).toMatchObject({ kind: 'ask', isHeard: true })
    heard(2, 2)
    expect([(await first)?.total, (await second)?.total]).toEqual([1, 2])
  })

  test('that are lost there are asked for anew without it, and what comes of them later is not listened to', async () => {
    const { asker, sent, answer, hear, heard } = open()
    hear({ kind: 'speaking', number: sent[0]!.number })
    const slow = asker.ask(question('k'))
    const next = asker.ask(question('kv'))
    await vi.advanceTimersByTimeAsync(10_001)
    expect(sent.slice(1)).toMatchObject([
      { kind: 'ask', isHeard: true },
      { kind: 'ask', number: sent[1]!.number, question: question('k'), isHeard: false, isLost: true },
    ])
    heard(1, 7)
    answer(2, { total: 8 })
    expect(sent[3]).toMatchObject({ kind: 'ask', question: question('kv'), isHeard: false })
    answer(3, { total: 9 })
    expect([(await slow)?.total, (await next)?.total]).toEqual([8, 9])
  })

  test('that fail are not taken for lost', async () => {
    const { asker, sent, hear } = open()
    hear({ kind: 'speaking', number: sent[0]!.number })
    const failing = asker.ask(question('k'))
    hear({ kind: 'failed', number: sent[1]!.number, reason: 'no answer today' })
    await expect(failing).rejects.toThrow('no answer today')
    await vi.advanceTimersByTimeAsync(10_001)
    expect(sent).toHaveLength(2)
    void asker.ask(question('kv'))
    expect(sent[2]).toMatchObject({ isHeard: true })
  })

  test('that come in time are asked for once', async () => {
    const { asker, sent, hear, heard } = open()
    hear({ kind: 'speaking', number: sent[0]!.number })
    const answered = asker.ask(question('k'))
    heard(1, 3)
    await vi.advanceTimersByTimeAsync(10_001)
    expect(sent).toHaveLength(2)
    expect((await answered)?.total).toBe(3)
    void asker.ask(question('kv'))
    expect(sent[2]).toMatchObject({ isHeard: true })
  })
})

describe('questions', () => {
  test('go one at a time; of those that wait only the latest is asked', async () => {
    const { thread, sent, answer } = createThread()
    const { ask } = createAsker(thread)
    const answers = ['k', 'kv', 'kv ', 'kv c'].map((text) => ask(question(text)))
    expect(texts(sent)).toEqual(['k'])
    answer(0, { total: 1 })
    expect(texts(sent)).toEqual(['k', 'kv c'])
    answer(1, { total: 4 })
    expect((await Promise.all(answers)).map((answer) => answer?.total ?? null)).toEqual([1, null, null, 4])
  })

  test('that are replaced are told so at once, not when their turn would come', async () => {
    const { thread } = createThread()
    const { ask } = createAsker(thread)
    void ask(question('a'))
    const replaced = ask(question('b'))
    void ask(question('c'))
    expect(await replaced).toBeNull()
  })

  test('are answered in the order in which they were asked', async () => {
    const { thread, answer } = createThread()
    const { ask } = createAsker(thread)
    const came: string[] = []
    const follow = async (text: string) => {
      const given = await ask(question(text))
      came.push(`${text}: ${given?.total}`)
    }
    const first = follow('a')
    const second = follow('b')
    answer(0, { total: 1 })
    await first
    const third = follow('c')
    answer(1, { total: 2 })
    await second
    answer(2, { total: 3 })
    await third
    expect(came).toEqual(['a: 1', 'b: 2', 'c: 3'])
  })

  test('are asked at once when nothing is asked', async () => {
    const { thread, sent, answer } = createThread()
    const { ask } = createAsker(thread)
    const first = ask(question('a'))
    answer(0)
    await first
    void ask(question('b'))
    expect(texts(sent)).toEqual(['a', 'b'])
  })

  test('asked while an answer comes in are not lost', async () => {
    const { thread, sent, answer } = createThread()
    const { ask } = createAsker(thread)
    const second = ask(question('a')).then(() => ask(question('b')))
    answer(0)
    await Promise.resolve()
    await Promise.resolve()
    expect(texts(sent)).toEqual(['a', 'b'])
    answer(1, { total: 2 })
    expect((await second)?.total).toBe(2)
  })
})

describe('what the thread cannot do', () => {
  test('is told with its reason, and the question that waits is asked all the same', async () => {
    const { thread, sent, answer, fail } = createThread()
    const { ask } = createAsker(thread)
    const [first, second] = [ask(question('a')), ask(question('b'))]
    fail(0, 'out of memory')
    await expect(first).rejects.toThrow('out of memory')
    expect(texts(sent)).toEqual(['a', 'b'])
    answer(1, { total: 2 })
    expect((await second)?.total).toBe(2)
  })

  test('is told of lists and of marks too, each for itself', async () => {
    const { thread, answer, fail, opened } = createThread()
    const { ask, mark: send, open } = createAsker(thread)
    const lists = [open([]), open([])]
    const marked = send([[id('x'), mark({ starred: true }), 5]])
    const asked = ask(question('a'))
    fail(2, 'no such mark')
    await expect(marked).rejects.toThrow('no such mark')
    fail(0, 'no such list')
    await expect(lists[0]).rejects.toThrow('no such list')
    opened(1, 3)
    expect((await lists[1])?.papers).toBe(3)
    answer(3, { total: 7 })
    expect((await asked)?.total).toBe(7)
  })
})

describe('lists', () => {
  const file = (name: string, ...bytes: readonly number[]): Bytes => ({ name, bytes: new Uint8Array(bytes).buffer })

  test('are handed over, not copied: their bytes then belong to the thread', () => {
    const { thread, sent } = createThread()
    const files = [file('a.json', 1, 2), file('b.json', 3)]
    void createAsker(thread).open(files)
    expect(files.map(({ bytes }) => bytes.byteLength)).toEqual([0, 0])
    expect(sent).toMatchObject([{ kind: 'open', files: [file('a.json', 1, 2), file('b.json', 3)] }])
  })

  test('tell each opener what was found in its own, in whichever order', async () => {
    const { thread, opened } = createThread()
    const { open } = createAsker(thread)
    const found: Promise<Opened>[] = [open([file('a.json', 1)]), open([file('b.json', 2)])]
    opened(1, 2)
    opened(0, 1)
    expect((await Promise.all(found)).map(({ papers }) => papers)).toEqual([1, 2])
  })

  test('may open while a question is being answered', async () => {
    const { thread, sent, answer, opened } = createThread()
    const { ask, open } = createAsker(thread)
    const [asked, waiting] = [ask(question('a')), ask(question('b'))]
    const found = open([file('a.json', 1)])
    opened(1, 7)
    expect((await found).papers).toBe(7)
    expect(texts(sent)).toEqual(['a', 'open'])
    answer(0, { total: 1 })
    answer(2, { total: 2 })
    expect([(await asked)?.total, (await waiting)?.total]).toEqual([1, 2])
  })
})

test('marks pass the questions that wait, so that the next answer counts them', () => {
  const { thread, sent } = createThread()
  const asker = createAsker(thread)
  void asker.ask(question('a'))
  void asker.ask(question('b'))
  void asker.mark([[id('x'), mark({ starred: true }), 5]])
  expect(sent.at(-1)).toEqual({ kind: 'mark', number: 2, marks: [['x', mark({ starred: true }), 5]] })
})

test('names pass the questions that wait, and leave them waiting', () => {
  const { thread, sent } = createThread()
  const asker = createAsker(thread)
  void asker.ask(question('a'))
  void asker.ask(question('b'))
  void asker.name('serv')
  expect(texts(sent)).toEqual(['a', 'name'])
})

test('no marks are no message', () => {
  const { thread, sent } = createThread()
  void createAsker(thread).mark([])
  expect(sent).toEqual([])
})

describe('papers', () => {
  test('are given part by part, in order, while questions pass', async () => {
    const { thread, sent, answer, papers } = createThread()
    const { ask, papers: give } = createAsker(thread)
    const given: string[] = []
    const done = give('shown', (part) => given.push(...part.map(({ title }) => title)))
    expect(sent).toEqual([{ kind: 'papers', number: 1, of: 'shown' }])
    papers(0, [paper({ title: 'One' }), paper({ title: 'Two' })])
    const asked = ask(question('a'))
    answer(1, { total: 3 })
    expect((await asked)?.total).toBe(3)
    papers(0, [paper({ title: 'Three' })])
    papers(0, null)
    await done
    expect(given).toEqual(['One', 'Two', 'Three'])
  })

  test('that cannot be had are told to whoever asked, with the reason', async () => {
    const { thread, fail, papers } = createThread()
    const { papers: give } = createAsker(thread)
    const done = give([id('x')], () => {})
    papers(0, [paper()])
    fail(0, 'out of memory')
    await expect(done).rejects.toThrow('out of memory')
  })
})
