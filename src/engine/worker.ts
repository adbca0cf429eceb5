import type { ListFile } from '../model/catalog.ts'
import { createEngine, type Answer, type Marked, type Opened, type Question } from './engine.ts'

/** What the page says to the worker, and what the worker says back, each with the page's number for the message. */
export type Request =
  | { readonly kind: 'open'; readonly number: number; readonly files: readonly Bytes[] }
  | { readonly kind: 'mark'; readonly number: number; readonly marks: readonly Marked[] }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question }
export type Reply =
  | { readonly kind: 'opened'; readonly number: number; readonly opened: Opened }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer }
  | { readonly kind: 'marked'; readonly number: number }
  /** The request threw; the engine goes on with the next. */
  | { readonly kind: 'failed'; readonly number: number; readonly reason: string }
export type Bytes = { readonly name: string; readonly bytes: ArrayBuffer }

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

const engine = createEngine()
const toText = ({ name, bytes }: Bytes): ListFile => ({ name, text: new TextDecoder().decode(bytes) })

page.onmessage = ({ data }) => {
  const { number } = data
  try {
    page.postMessage(work(data))
  } catch (error) {
    // Unanswered, the page would wait for ever.
    page.postMessage({ kind: 'failed', number, reason: error instanceof Error ? error.message : String(error) })
  }
}

function work(request: Request): Reply {
  const { number } = request
  if (request.kind === 'open') return { kind: 'opened', number, opened: engine.open(request.files.map(toText)) }
  if (request.kind === 'ask') return { kind: 'answer', number, answer: engine.answer(request.question) }
  engine.mark(request.marks)
  return { kind: 'marked', number }
}
