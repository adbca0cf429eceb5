import { createEngine, type Answer, type Marked, type Opened, type Question } from './engine.ts'

/** What the page says to the worker, and what the worker says back, each with the page's number for the message. */
export type Request =
  | { readonly kind: 'open'; readonly number: number; readonly files: readonly Source[] }
  | { readonly kind: 'mark'; readonly marks: readonly Marked[] }
  | { readonly kind: 'ask'; readonly number: number; readonly question: Question }
export type Reply =
  /** Some of the papers can be asked about, and more are to come. */
  | { readonly kind: 'opening'; readonly number: number; readonly papers: number }
  | { readonly kind: 'opened'; readonly number: number; readonly opened: Opened }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: Answer }
/** A list's file: its bytes, or for one of the reader's own lists the place where they lie. */
export type Source = Bytes | { readonly name: string; readonly blob: Blob }
export type Bytes = { readonly name: string; readonly bytes: ArrayBuffer }

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

/** Long enough for the reader's next letter to come before work that nobody waits for. */
const IDLE_MS = 100

const engine = createEngine()
let idle: ReturnType<typeof setTimeout> | undefined
let opening: Promise<void> = Promise.resolve()

/** Makes what later questions need, a piece at a time, while nothing is asked. */
function prepareWhenIdle() {
  clearTimeout(idle)
  idle = setTimeout(() => engine.prepare() && prepareWhenIdle(), IDLE_MS)
}

async function answer(question: Question): Promise<Answer> {
  const first = engine.answer(question)
  if (!engine.isPuzzled()) return first
  const { createSpeller } = await import('./spelling.ts')
  engine.learn(createSpeller)
  return engine.answer(question)
}

async function open(number: number, files: readonly Source[]): Promise<Opened> {
  const own = files.filter((file) => 'blob' in file)
  const published = files.filter((file) => 'bytes' in file)
  engine.begin()
  for (const { name, bytes } of published) engine.read({ name, text: new TextDecoder().decode(bytes) })
  if (own.length > 0) {
    const { readOwnLists } = await import('./stream.ts')
    await readOwnLists(engine, own, (papers) => page.postMessage({ kind: 'opening', number, papers }))
  }
  return engine.finish()
}

async function handle(data: Request) {
  switch (data.kind) {
    case 'open':
      // One after the other: what begins in the middle of another would take its papers for its own.
      opening = opening.then(async () => {
        page.postMessage({ kind: 'opened', number: data.number, opened: await open(data.number, data.files) })
      })
      await opening
      break
    case 'mark':
      engine.mark(data.marks)
      break
    case 'ask':
      page.postMessage({ kind: 'answer', number: data.number, answer: await answer(data.question) })
      break
  }
  prepareWhenIdle()
}

page.onmessage = ({ data }) => void handle(data)
