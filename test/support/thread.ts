import type { Thread } from '../../src/engine/client.ts'
import { toMarked } from '../../src/engine/marked.ts'
import { createAsking } from '../../src/engine/asking.ts'
import { createAdviser } from '../../src/engine/adviser.ts'
import { countPapers } from '../../src/engine/counting.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { createGrouping } from '../../src/engine/grouping.ts'
import { unpack } from '../../src/model/packed.ts'
import { isThing } from '../../src/model/thing.ts'
import { createSender } from '../../src/engine/sending.ts'
import { tallyStatuses } from '../../src/engine/tally.ts'
import { findNamed } from '../../src/engine/naming.ts'
import { finish } from './steps.ts'
import type { Reply, Request } from '../../src/engine/messages.ts'

/**
 * The engine's thread without the thread: the real engine, to which messages and from which replies are cloned as
 * between threads. Replies come in microtasks, until the thread is held.
 */
export function createThread(): Thread & {
  readonly requests: readonly Request[]
  /** From now on replies wait, as they do while the engine works. */
  hold(): void
  /** From now on requests of this kind fail, until it is null. */
  breakDown(kind: Request['kind'] | null): void
  /** Hands over the reply that has waited longest, and lets what follows from it happen. */
  reply(): Promise<void>
} {
  const engine = createEngine(createAsking)
  engine.partBy(createGrouping)
  const send = createSender(engine)
  const adviser = createAdviser(engine)
  const requests: Request[] = []
  const waiting: Reply[] = []
  let isHeld = false
  let isLoaded = false
  const early: Request[] = []

  let broken: Request['kind'] | null = null
  const run = (request: Request): Reply => {
    if (request.kind === broken) return { kind: 'failed', number: request.number, reason: `no ${broken} today` }
    if (request.kind === 'speak') return { kind: 'speaking', number: request.number }
    if (request.kind === 'open') return { kind: 'opened', number: request.number, opened: engine.finish() }
    if (request.kind === 'ask') {
      return { kind: 'answer', number: request.number, answer: send(request.question) }
    }
    if (request.kind === 'papers') {
      const { number } = request
      for (const papers of engine.papers(request.of)) {
        const part = structuredClone({ kind: 'papers' as const, number, papers })
        queueMicrotask(() => hand(part))
      }
      return { kind: 'handed', number: request.number }
    }
    if (request.kind === 'count') {
      const counts = engine.ask((asking) => countPapers(asking, request.texts))
      return { kind: 'counted', number: request.number, counts }
    }
    if (request.kind === 'name') {
      const named = engine.look((shelf) => findNamed(shelf, request.text))
      return { kind: 'named', number: request.number, named }
    }
    if (request.kind === 'compare') throw new Error('lists are compared in a browser alone')
    if (request.kind === 'tally') {
      return { kind: 'tallied', number: request.number, tally: engine.look(tallyStatuses) }
    }
    if (request.kind === 'advise') {
      return { kind: 'advised', number: request.number, advice: finish(adviser.advise(request.wish)) }
    }
    if (request.kind === 'alike') {
      return { kind: 'alike', number: request.number, papers: finish(adviser.alike(request.paper)) }
    }
    if (request.kind === 'mark') engine.mark(request.marks)
    else {
      const papers = [...unpack(request.marks)].filter(([id]) => !isThing(id) && !engine.hasMark(id))
      engine.mark(papers.map(([id, kept]) => toMarked(id, kept)))
    }
    return { kind: 'marked', number: request.number }
  }
  const thread: ReturnType<typeof createThread> = {
    requests,
    onmessage: null,
    postMessage(request) {
      const received = structuredClone(request)
      requests.push(received)
      if (received.kind === 'open') read(received)
      // Lists are done once the marks are there, and can be asked about before.
      if (received.kind === 'open' && !isLoaded && broken !== 'open') {
        early.push(received)
        queueMicrotask(() => hand({ kind: 'opening', number: received.number }))
      } else take(received)
      isLoaded ||= received.kind === 'load'
      if (isLoaded) for (const open of early.splice(0)) take(open)
    },
    hold: () => (isHeld = true),
    breakDown: (kind) => (broken = kind),
    async reply() {
      deliver()
      for (let i = 0; i < 20; i += 1) await Promise.resolve()
    },
  }
  const read = ({ files }: Extract<Request, { kind: 'open' }>) => {
    engine.begin()
    for (const file of files) {
      if ('bytes' in file) engine.read({ name: file.name, text: new TextDecoder().decode(file.bytes) })
    }
  }
  const take = (request: Request) => {
    const reply = run(request)
    // Nobody waits for it: it is the answers that a test holds back.
    if (reply.kind === 'marked') return queueMicrotask(() => hand(reply))
    waiting.push(structuredClone(reply))
    if (!isHeld) queueMicrotask(deliver)
    return undefined
  }
  const hand = (data: Reply) => thread.onmessage?.({ data } as MessageEvent<Reply>)
  const deliver = () => {
    const data = waiting.shift()
    if (data) hand(data)
  }
  return thread
}
