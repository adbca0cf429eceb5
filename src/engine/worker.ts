import { unpack, type Packed } from '../model/packed.ts'
import { isThing } from '../model/thing.ts'
import { toMarked, type Marked } from './marked.ts'
import type { Advising } from './advising.ts'
import { breathe } from './breath.ts'
import { openChannel } from './channel.ts'
import { createEngine } from './engine.ts'
import type { Opened, Papers, Question } from './question.ts'
import { letGo } from '../model/memory.ts'
import { createSender, type Sent } from './sending.ts'
import type { Reply, Request, Source } from './messages.ts'
import { errorMessage } from '../model/errorMessage.ts'

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
const page = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

/** Long enough for the reader's next letter to come before work that nobody waits for. */
const IDLE_MS = 100
/** Between two pieces of that work, so that what is asked has to wait for one piece and not for all. */
const PIECE_PAUSE_MS = 4
/** Marks taken between two breaths: some five milliseconds of work. */
const MARKS_AT_ONCE = 500

/** The first rows are long there by then. */
const LEARN_DELAY_MS = 1000

const engine = createEngine()
let send = createSender(engine)
let channel: ReturnType<typeof openChannel> = null
let idle: ReturnType<typeof setTimeout> | undefined
let opening: Promise<unknown> = Promise.resolve()
let haveLoaded = () => {}
const loaded = new Promise<void>((resolve) => (haveLoaded = resolve))
let isLoaded = false
/** Lists that are being opened, or wait for their turn. */
let openings = 0
/** When the reader asked, or wrote, last. */
let askedAt = 0

page.onmessage = ({ data }) => {
  const { number, kind } = data
  if (kind === 'ask' || kind === 'mark') askedAt = performance.now()
  void work(data)
    .catch((error: unknown): Reply => {
      // Unanswered, the page would wait for ever.
      return { kind: 'failed', number, reason: errorMessage(error) }
    })
    .then((reply) => (isThroughChannel(data) && channel ? channel : page).postMessage(reply))
    .finally(() => prepareWhenIdle())
}

const isThroughChannel = (request: Request) => request.kind === 'speak' || (request.kind === 'ask' && request.isHeard)

async function work(request: Request): Promise<Reply> {
  const { number } = request
  if (request.kind === 'speak') {
    channel = openChannel(request.channel)
    return { kind: 'speaking', number }
  }
  if (request.kind === 'ask' && request.isLost) send = createSender(engine)
  if (request.kind === 'ask') return { kind: 'answer', number, answer: await answer(request.question) }
  if (request.kind === 'open') return { kind: 'opened', number, opened: await open(request) }
  if (request.kind === 'papers') return hand(number, request.of)
  if (request.kind === 'compare') {
    const { compareList } = await import('./stream.ts')
    return { kind: 'compared', number, twins: await compareList(engine, request.blob) }
  }
  if (request.kind === 'advise' || request.kind === 'alike') return (await learnToAdvise())(request)
  if (request.kind === 'tally')
    return { kind: 'tallied', number, tally: engine.look((await import('./tally.ts')).tallyStatuses) }
  if (request.kind === 'count') {
    const [{ countPapers }] = await Promise.all([import('./counting.ts'), learnToAsk()])
    return { kind: 'counted', number, counts: engine.ask((asking) => countPapers(asking, request.texts)) }
  }
  if (request.kind === 'name') {
    const { findNamed } = await import('./naming.ts')
    return { kind: 'named', number, named: engine.look((shelf) => findNamed(shelf, request.text)) }
  }
  if (request.kind === 'load') await load(request.marks)
  else engine.mark(request.marks)
  return { kind: 'marked', number }
}

async function load(marks: Packed) {
  try {
    let some: Marked[] = []
    for (const [id, kept] of unpack(marks)) {
      // What came meanwhile is later.
      if (!isThing(id) && !engine.hasMark(id)) some.push(toMarked(id, kept))
      if (some.length < MARKS_AT_ONCE) continue
      engine.mark(some)
      some = []
      await breathe()
    }
    engine.mark(some)
    letGo(marks.bytes)
  } finally {
    // Without them the lists are better than nothing.
    isLoaded = true
    haveLoaded()
  }
}

let advising: Advising | undefined
const learnToAdvise = async () =>
  (advising ??= (await import('./advising.ts')).createAdvising(engine, () => performance.now() - askedAt))

/** Understanding what is typed, and sorting, is no part of the first rows, and is there before anybody has typed. */
const learnToAsk = async () => engine.askBy((await import('./asking.ts')).createAsking)

async function answer(question: Question): Promise<Sent> {
  if (!engine.canAnswer(question)) await learnToAsk()
  if (!engine.canPart(question)) engine.partBy((await import('./grouping.ts')).createGrouping)
  engine.find(question)
  const [isPuzzled, isCurious] = [engine.isPuzzled(), engine.isCurious()]
  if (isPuzzled) engine.learn((await import('./spelling.ts')).createSpeller)
  if (isCurious) engine.compareBy(await import('./likely.ts'))
  return send(question)
}

/** Hands over papers; what is asked in between does not wait for the last of them. */
async function hand(number: number, of: Papers): Promise<Reply> {
  for (const papers of engine.papers(of)) {
    page.postMessage({ kind: 'papers', number, papers })
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { kind: 'handed', number }
}

async function take(number: number, files: readonly Source[]): Promise<Opened> {
  const own = files.filter((file) => 'blob' in file)
  engine.begin()
  for (const file of files) {
    if ('bytes' in file) engine.read({ name: file.name, text: new TextDecoder().decode(file.bytes) })
  }
  const tell = () => page.postMessage({ kind: 'opening', number })
  if (own.length > 0) {
    const { readOwnLists } = await import('./stream.ts')
    await readOwnLists(engine, own, tell)
  }
  // All papers can be asked about, though nothing is known yet of what the reader said of them.
  if (!isLoaded) tell()
  await loaded
  return engine.finish()
}

/** Opens lists, one opening after the other: what begins in the middle of another would take its papers for its own. */
function open({ number, files }: Extract<Request, { kind: 'open' }>): Promise<Opened> {
  openings += 1
  const opened = opening.then(() => take(number, files)).finally(() => (openings -= 1))
  opening = opened.catch(() => {})
  // Where it fails now, it is tried again when it is needed.
  setTimeout(
    () =>
      void learnToAsk()
        .then(() => prepareWhenIdle())
        .catch(() => {}),
    LEARN_DELAY_MS,
  )
  return opened
}

/** Makes what later questions need, a piece at a time, while nothing is asked and all lists are there. */
function prepareWhenIdle(delay = IDLE_MS) {
  clearTimeout(idle)
  if (openings > 0) return
  idle = setTimeout(() => engine.prepare() && prepareWhenIdle(PIECE_PAUSE_MS), delay)
}
