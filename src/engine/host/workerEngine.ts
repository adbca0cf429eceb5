import { callWorker, connect, handOver, type Port, type Thread } from '../../formats/workers/workerCalls.ts'
import { releaseBuffer } from '../../model/releaseBuffer.ts'
import { pack, unpack, type Packed } from '../../model/mark/packedMarks.ts'
import type { Answer, Papers, Question } from '../question.ts'
import type { EngineClient } from './engineClient.ts'
import { createEngine } from '../engine.ts'
import { createHost, type Source } from './host.ts'
import { createReceiver, createSender } from './answerCodec.ts'

/** The functions of the worker; `back` is a function of the page by its number. */
type Functions = ReturnType<typeof functionsOf>
/** The functions of the page. */
type PageFunctions = { callBack(back: number, value?: unknown): unknown }

const functionsOf = (page: () => PageFunctions) => {
  const engine = createEngine()
  const host = createHost(engine, createSender(engine))
  return {
    ...host,
    open: (files: readonly Source[], back: number) => host.open(files, () => void page().callBack(back)),
    papers: (of: Papers, back: number) => host.papers(of, (papers) => page().callBack(back, papers)),
    wholePapers: (of: Papers, back: number) => host.wholePapers(of, (papers) => page().callBack(back, papers)),
    async load(marks: Packed) {
      await host.load(unpack(marks))
      releaseBuffer(marks.bytes)
    },
  }
}

/** Serves an engine at the other end of a port, for `createWorkerEngine`. */
export function serveEngine(port: Port) {
  const page: PageFunctions = connect<PageFunctions>(
    port,
    functionsOf(() => page),
  )
}

type Asked = {
  readonly question: Question
  readonly settle: (answer: Answer | null) => void
  readonly fail: (error: unknown) => void
}

/**
 * An engine in a worker. One question at a time is with the worker, and of those that wait only the latest is asked.
 * Where the worker cannot start, or an error ends it, every call rejects.
 */
export function createWorkerEngine(thread: Thread): EngineClient {
  const backs = new Map<number, (value: never) => unknown>()
  let last = 0
  const { call, end } = callWorker<Functions>(thread, {
    ours: { callBack: (back, value) => backs.get(back)?.(value as never) } satisfies PageFunctions,
  })
  /** Registers a function that the worker can call while the work goes on. */
  const withBack = async <T>(back: (value: never) => unknown, work: (number: number) => Promise<T>): Promise<T> => {
    const number = (last += 1)
    backs.set(number, back)
    return work(number).finally(() => backs.delete(number))
  }

  const receive = createReceiver()
  let isAsked = false
  let waiting: Asked | null = null
  const send = async ({ question, settle, fail }: Asked) => {
    isAsked = true
    try {
      // Returned even when another question waits: the list follows a user who types without a pause.
      settle(receive(await call('ask', question)))
    } catch (error) {
      fail(error)
    }
    isAsked = false
    const next = waiting
    waiting = null
    if (next) void send(next)
  }

  return {
    end,
    open: (files, onPart = () => {}) => {
      const bytes = files.flatMap((file) => ('bytes' in file ? [file.bytes] : []))
      return withBack(onPart, (back) => call('open', handOver(files, bytes), back))
    },
    load(marks) {
      const packed = pack(marks)
      return call('load', handOver(packed, [packed.bytes.buffer, packed.ends.buffer]))
    },
    mark: async (marks) => (marks.length === 0 ? undefined : call('mark', marks)),
    papers: (of, take) => withBack(take, (back) => call('papers', of, back)),
    wholePapers: (of, take) => withBack(take, (back) => call('wholePapers', of, back)),
    searchAbstracts: (text) => call('searchAbstracts', text),
    abstract: (paper) => call('abstract', paper),
    bibliography: (paper) => call('bibliography', paper),
    compare: (...list) => call('compare', ...list),
    count: (texts) => call('count', texts),
    tally: () => call('tally'),
    move: (papers, to, inList) => call('move', papers, to, inList),
    first: () => call('first'),
    findByName: (text) => call('findByName', text),
    recommend: (options) => call('recommend', options),
    findSimilar: (paper) => call('findSimilar', paper),
    ask: (question) =>
      new Promise((settle, fail) => {
        waiting?.settle(null)
        waiting = null
        if (isAsked) waiting = { question, settle, fail }
        else void send({ question, settle, fail })
      }),
  }
}
