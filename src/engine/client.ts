import type { Packed } from '../model/packed.ts'
import type { Paper, PaperId } from '../model/paper.ts'
import type { Advice } from './advice.ts'
import type { Wish } from './wish.ts'
import type { Alike } from './alike.ts'
import type { Marked } from './marked.ts'
import type { Answer, Opened, Papers, Question, Twin } from './question.ts'
import { createReceiver } from './sending.ts'
import type { Tally } from './tally.ts'
import type { Named } from './naming.ts'
import type { Reply, Request, Source } from './messages.ts'

/** The engine as the page sees it. What it cannot do rejects with the reason, and it goes on with the next. */
export type Asker = {
  /**
   * Hands over lists, whose bytes then belong to the worker, and tells what was found in them. Of lists that take their
   * time, `onPart` is told when some papers can be asked about. Marks that are still to be loaded are waited for.
   */
  open(files: readonly Source[], onPart?: () => void): Promise<Opened>
  /** Hands over all marks that were loaded; resolves once they count in answers. */
  load(marks: Packed): Promise<void>
  /** Resolves once the marks count in answers. */
  mark(marks: readonly Marked[]): Promise<void>
  /** What every paper of a list, kept as formats/ownList.ts does, is among those here; null for those that are new. */
  compare(blob: Blob): Promise<readonly (Twin | null)[]>
  /** How many papers each of the queries finds. */
  count(texts: readonly string[]): Promise<readonly number[]>
  /** How all papers stand. */
  tally(): Promise<Tally>
  /** Papers and values of fields whose names have all the words of a text, a few, what was meant most likely first. */
  name(text: string): Promise<Named>
  /** What to read next, by all marks that count in answers. */
  advise(wish: Wish): Promise<Advice>
  /** The papers most like one, the likest first. */
  alike(paper: PaperId): Promise<readonly Alike[]>
  /** The answer, or null when a later question took this one's place before its turn. Answers come in order. */
  ask(question: Question): Promise<Answer | null>
  /** Gives `take` whole papers, some at a time, in the order of the last answer; resolves after the last of them. */
  papers(of: Papers, take: (papers: readonly Paper[]) => void): Promise<void>
}

/** The part of a Worker that is spoken to. */
export type Thread = {
  postMessage(request: Request, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
}

/** The part of a BroadcastChannel that is listened to. */
export type Channel = { readonly name: string; onmessage: ((event: MessageEvent<Reply>) => void) | null }

/** After this long an answer is taken for lost, and asked for anew. */
const LOST_MS = 10_000

type Fail = (error: Error) => void
type Asked = { readonly question: Question; readonly settle: (answer: Answer | null) => void; readonly fail: Fail }
type Done = (reply: Reply) => void
/** What is to be done with a reply; but for one that is a part, none comes twice. */
type Call = { readonly isQuestion: boolean; readonly done: Done; readonly fail: Fail }
type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

/**
 * Speaks to the engine's thread: one question at a time is with it, and of those that wait only the latest. Answers come
 * through `channel`, where there is one and the thread was heard there: after a key or a click Chromium keeps what
 * threads say back until the next frame was drawn, but not what comes through such a channel, so that one frame shows
 * both the letter and the answer.
 */
export function createAsker(thread: Thread, channel: Channel | null = null): Asker {
  let number = 0
  const calls = new Map<number, Call>()
  let inWork = false
  let waiting: Asked | null = null
  const receive = createReceiver()

  const post = (request: Without<Request, 'number'>, fail: Fail, done: Done, transfer: Transferable[] = []) => {
    calls.set((number += 1), { isQuestion: request.kind === 'ask', fail, done })
    thread.postMessage({ ...request, number }, transfer)
  }
  let isHeard = false
  const take = ({ data }: MessageEvent<Reply>) => {
    const call = calls.get(data.number)
    if (data.kind === 'opening' || data.kind === 'papers') return call?.done(data)
    calls.delete(data.number)
    if (call?.isQuestion) goOn()
    if (data.kind === 'failed') call?.fail(new Error(data.reason))
    else call?.done(data)
  }

  thread.onmessage = take
  if (channel) {
    channel.onmessage = take
    post(
      { kind: 'speak', channel: channel.name },
      () => {},
      () => (isHeard = true),
    )
  }

  const send = ({ question, settle, fail }: Asked) => {
    inWork = true
    let late: ReturnType<typeof setTimeout> | undefined
    const done = (reply: Reply) => {
      clearTimeout(late)
      // Given even when another waits: whoever types without a pause still sees the list follow.
      if (reply.kind === 'answer') settle(receive(reply.answer))
    }
    post({ kind: 'ask', question, isHeard }, fail, done)
    if (!isHeard) return
    const asked = number
    late = setTimeout(() => {
      if (!calls.has(asked)) return
      isHeard = false
      // What comes of it after all would not fit what is answered anew.
      channel!.onmessage = null
      thread.postMessage({ kind: 'ask', number: asked, question, isHeard, isLost: true }, [])
    }, LOST_MS)
  }
  const goOn = () => {
    inWork = false
    const next = waiting
    waiting = null
    if (next) send(next)
  }

  return {
    open: (files, onPart) =>
      new Promise((resolve, fail) => {
        const done = (reply: Reply) => {
          if (reply.kind === 'opening') onPart?.()
          else if (reply.kind === 'opened') resolve(reply.opened)
        }
        const bytes = files.flatMap((file) => ('bytes' in file ? [file.bytes] : []))
        post({ kind: 'open', files }, fail, done, bytes)
      }),
    load: (marks) =>
      new Promise((done, fail) => {
        post({ kind: 'load', marks }, fail, () => done(), [marks.bytes.buffer, marks.ends.buffer])
      }),
    mark: (marks) =>
      new Promise((done, fail) => {
        if (marks.length === 0) done()
        else post({ kind: 'mark', marks }, fail, () => done())
      }),
    papers: (of, take) =>
      new Promise((resolve, fail) => {
        post({ kind: 'papers', of }, fail, (reply) => (reply.kind === 'papers' ? take(reply.papers) : resolve()))
      }),
    compare: (blob) =>
      new Promise((settle, fail) => {
        post({ kind: 'compare', blob }, fail, (reply) => reply.kind === 'compared' && settle(reply.twins))
      }),
    count: (texts) =>
      new Promise((settle, fail) => {
        post({ kind: 'count', texts }, fail, (reply) => reply.kind === 'counted' && settle(reply.counts))
      }),
    tally: () =>
      new Promise((settle, fail) => {
        post({ kind: 'tally' }, fail, (reply) => reply.kind === 'tallied' && settle(reply.tally))
      }),
    name: (text) =>
      new Promise((settle, fail) => {
        post({ kind: 'name', text }, fail, (reply) => reply.kind === 'named' && settle(reply.named))
      }),
    advise: (wish) =>
      new Promise((settle, fail) => {
        post({ kind: 'advise', wish }, fail, (reply) => reply.kind === 'advised' && settle(reply.advice))
      }),
    alike: (paper) =>
      new Promise((settle, fail) => {
        post({ kind: 'alike', paper }, fail, (reply) => reply.kind === 'alike' && settle(reply.papers))
      }),
    ask: (question) =>
      new Promise((settle, fail) => {
        waiting?.settle(null)
        waiting = null
        if (inWork) waiting = { question, settle, fail }
        else send({ question, settle, fail })
      }),
  }
}
