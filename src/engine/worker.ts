import type { ListFile } from '../model/catalog.ts'
import { createEngine, type Answer, type Marked, type Opened, type Question } from './engine.ts'

/** What the page says to the worker, and what the worker says back, each with the page's number for the message. */
export type Request =
  | { readonly kind: 'open'; readonly number: number; readonly files: readonly Bytes[] }
  | { readonly kind: 'mark'; readonly marks: readonly Marked[] }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question }
export type Reply =
  | { readonly kind: 'opened'; readonly number: number; readonly opened: Opened }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer }
export type Bytes = { readonly name: string; readonly bytes: ArrayBuffer }

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

const engine = createEngine()
const toText = ({ name, bytes }: Bytes): ListFile => ({ name, text: new TextDecoder().decode(bytes) })

page.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'open':
      return page.postMessage({ kind: 'opened', number: data.number, opened: engine.open(data.files.map(toText)) })
    case 'mark':
      return engine.mark(data.marks)
    case 'ask':
      return page.postMessage({ kind: 'answer', number: data.number, answer: engine.answer(data.question) })
  }
}
