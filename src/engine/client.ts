import type { PaperHead, PaperId } from '../model/paper.ts'
import type { Answer, Marked, Opened, Question } from './engine.ts'
import type { Reply, Request, Source } from './worker.ts'

/** The engine as the page sees it. */
export type Asker = {
  /**
   * Hands over lists, whose bytes then belong to the worker, and tells what was found in them. Of lists that take their
   * time, `onPart` is told when some papers can be asked about.
   */
  open(files: readonly Source[], onPart?: (papers: number) => void): Promise<Opened>
  mark(marks: readonly Marked[]): void
  /** The answer, or null when a later question took this one's place before its turn. Answers come in order. */
  ask(question: Question): Promise<Answer | null>
}

/** The part of a Worker that is spoken to. */
export type Thread = {
  postMessage(request: Request, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<Reply>) => void) | null
}

type Asked = { readonly question: Question; readonly settle: (answer: Answer | null) => void }

type Opening = { readonly settle: (opened: Opened) => void; readonly onPart: (papers: number) => void }

/** Speaks to the engine's thread: one question at a time is with it, and of those that wait only the latest. */
export function createAsker(thread: Thread): Asker {
  let number = 0
  const opening = new Map<number, Opening>()
  let inWork: Asked | null = null
  let waiting: Asked | null = null
  const recall = createRecall()

  const send = (asked: Asked) => {
    inWork = asked
    thread.postMessage({ kind: 'ask', number: (number += 1), question: asked.question }, [])
  }

  thread.onmessage = ({ data }) => {
    if (data.kind === 'opening') return opening.get(data.number)?.onPart(data.papers)
    if (data.kind === 'opened') {
      opening.get(data.number)?.settle(data.opened)
      opening.delete(data.number)
      return
    }
    const answered = inWork
    inWork = null
    const next = waiting
    waiting = null
    if (next) send(next)
    // Given even when another waits: whoever types without a pause still sees the list follow.
    answered?.settle({ ...data.answer, rows: data.answer.rows.map(recall) })
  }

  return {
    open: (files, onPart = () => {}) =>
      new Promise((settle) => {
        opening.set((number += 1), { settle, onPart })
        thread.postMessage(
          { kind: 'open', number, files },
          files.flatMap((file) => ('bytes' in file ? [file.bytes] : [])),
        )
      }),
    mark: (marks) => {
      if (marks.length > 0) thread.postMessage({ kind: 'mark', marks }, [])
    },
    ask: (question) =>
      new Promise((settle) => {
        waiting?.settle(null)
        waiting = null
        if (inWork) waiting = { question, settle }
        else send({ question, settle })
      }),
  }
}

const MAX_RECALLED = 2000

/** Gives a paper that came over before as the same object, so that a line that shows it need not be drawn again. */
function createRecall() {
  const known = new Map<PaperId, PaperHead>()
  return (paper: PaperHead): PaperHead => {
    const before = known.get(paper.id)
    if (before && JSON.stringify(before) === JSON.stringify(paper)) return before
    if (known.size >= MAX_RECALLED) known.clear()
    known.set(paper.id, paper)
    return paper
  }
}
