import type { Thread } from '../../src/engine/client.ts'
import { createEngine } from '../../src/engine/engine.ts'
import type { Reply, Request } from '../../src/engine/worker.ts'

/**
 * The engine's thread without the thread: the real engine, to which messages and from which replies are cloned as
 * between threads. Replies come in microtasks, until the thread is held.
 */
export function createThread(): Thread & {
  readonly requests: readonly Request[]
  /** From now on replies wait, as they do while the engine works. */
  hold(): void
  /** Hands over the reply that has waited longest, and lets what follows from it happen. */
  reply(): Promise<void>
} {
  const engine = createEngine()
  const requests: Request[] = []
  const waiting: Reply[] = []
  let isHeld = false

  const run = (request: Request): Reply | null => {
    if (request.kind === 'open') {
      const files = request.files.flatMap((file) =>
        'bytes' in file ? [{ name: file.name, text: new TextDecoder().decode(file.bytes) }] : [],
      )
      return { kind: 'opened', number: request.number, opened: engine.open(files) }
    }
    if (request.kind === 'ask') {
      return { kind: 'answer', number: request.number, answer: engine.answer(request.question) }
    }
    engine.mark(request.marks)
    return null
  }
  const thread: ReturnType<typeof createThread> = {
    requests,
    onmessage: null,
    postMessage(request) {
      const received = structuredClone(request)
      requests.push(received)
      const reply = run(received)
      if (!reply) return
      waiting.push(structuredClone(reply))
      if (!isHeld) queueMicrotask(deliver)
    },
    hold: () => (isHeld = true),
    async reply() {
      deliver()
      for (let i = 0; i < 20; i += 1) await Promise.resolve()
    },
  }
  const deliver = () => {
    const data = waiting.shift()
    if (data) thread.onmessage?.({ data } as MessageEvent<Reply>)
  }
  return thread
}
