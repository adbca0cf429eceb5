import { setImmediate } from 'node:timers'
import type { Port, Thread } from '../../src/formats/workers/workerCalls.ts'
import { serveEngine } from '../../src/engine/host/workerEngine.ts'

/** A call of a function of the engine's worker. */
export type EngineCall = { readonly kind: string; readonly args: readonly unknown[] }

type Message =
  | { readonly t: 'q'; readonly m: string; readonly a: readonly unknown[]; readonly i?: string }
  | { readonly t: 's'; readonly i: string; readonly r?: unknown; readonly e?: unknown }

const pass = () => new Promise((resolve) => setImmediate(resolve))

/** Nobody waits for what comes of these: it is the answers that a test holds back. */
const NEVER_HELD = ['mark', 'load']

/**
 * The engine's worker without a thread: the real engine, to which messages and from which replies are cloned as between
 * threads. Replies come in microtasks, until the thread is held.
 */
export function createThread(): Thread & {
  readonly requests: readonly EngineCall[]
  /** From now on replies wait, as they do while the engine works. */
  hold(): void
  /** From now on calls of this function fail, until it is null. */
  breakDown(kind: string | null): void
  /** Hands over the reply that has waited longest, and lets what follows from it happen. */
  reply(): Promise<void>
} {
  const requests: EngineCall[] = []
  const waiting: Message[] = []
  const called = new Map<string, string>()
  let isHeld = false
  let broken: string | null = null

  const hand = (data: Message) => void thread.onmessage?.({ data } as MessageEvent)
  const deliver = () => {
    const data = waiting.shift()
    if (data) hand(data)
  }
  const inside: Port = {
    onmessage: null,
    postMessage(message, transfer) {
      const data = structuredClone(message, { transfer }) as Message
      if (data.t === 'q' || NEVER_HELD.includes(called.get(data.i)!)) return queueMicrotask(() => hand(data))
      waiting.push(data)
      if (!isHeld) queueMicrotask(deliver)
      return undefined
    },
  }
  const thread: ReturnType<typeof createThread> = {
    requests,
    onmessage: null,
    onerror: null,
    terminate() {},
    postMessage(message, transfer) {
      const data = structuredClone(message, { transfer }) as Message
      if (data.t === 'q') {
        requests.push({ kind: data.m, args: data.a })
        if (data.i !== undefined) called.set(data.i, data.m)
        if (data.m === broken && data.i !== undefined)
          return inside.postMessage({ t: 's', i: data.i, e: new Error(`no ${broken} today`) }, [])
      }
      return void inside.onmessage?.({ data } as MessageEvent)
    },
    hold: () => (isHeld = true),
    breakDown: (kind) => (broken = kind),
    async reply() {
      await pass()
      deliver()
      await pass()
    },
  }
  serveEngine(inside)
  return thread
}
