import { createEngine } from '../engine.ts'
import type { EngineClient } from './engineClient.ts'
import { createHost } from './host.ts'
import { createReceiver, createSender } from './answerCodec.ts'

/** An engine in the page: the answer is there, and a mark counts, when the call returns. */
export function createPageEngine(): EngineClient {
  const engine = createEngine()
  const send = createSender(engine)
  // As from a worker, what equals the last answer is the same object, so that components need not render.
  const receive = createReceiver()
  const host = createHost(engine, (question) => receive(send(question)))
  return {
    ...host,
    open: (files, onPart = () => {}) => host.open(files, onPart),
    mark: async (marks) => host.mark(marks),
    first: async () => host.first(),
    count: async (texts) => host.count(texts),
    ask(question) {
      try {
        return host.ask(question)
      } catch (error) {
        return Promise.reject(error)
      }
    },
    end() {},
  }
}
