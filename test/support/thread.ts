import { setImmediate } from 'node:timers'
import type { Port, Thread } from '../../src/formats/workers/workerCalls.ts'
import { serveEngine } from '../../src/engine/host/workerEngine.ts'

/** A call of a function of the engine’s worker. */
export type EngineCall = { readonly kind: string; readonly args: readonly unknown[] }

type Message =
  | { readonly t: 'q'; readonly m: string; readonly a: readonly unknown[]; readonly i?: string }
  | { readonly t: 's'; readonly i: string; readonly r?: unknown; readonly e?: unknown }

const pass = () => new Promise((resolve) => setImmediate(resolve))

/** The page does not wait for replies to these. A test holds back only answers. */
const NEVER_HELD = ['mark', 'load']

/**
 * The engine’s worker without a thread: the real engine, with messages and replies cloned as between threads. Replies
 * come in microtasks, until the thread is held.
 */
export function createThread(): Thread & {
  readonly requests: readonly EngineCall[]
  /** Holds back all replies from now on, as while the engine works. */
  hold(): void
  /** Makes calls of this function fail from now on; null ends it. */
  breakDown(kind: string | null): void
  /** Delivers the oldest reply that was held back, and waits for its effects. */
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
