import { createAdviser } from './adviser.ts'
import type { Engine } from './engine.ts'
import { atEase } from './pause.ts'
import type { Reply, Request } from './messages.ts'

export type Advising = ReturnType<typeof createAdvising>

/** What is known of the words of a hundred thousand papers takes forty megabytes, and a second or two to make. */
const FORGET_AFTER_MS = 120_000

/** Nobody waits for papers that are alike: they are looked for once nothing has been asked or written for so long. */
const QUIET_MS = 300

/**
 * Answers requests for advice between other questions, and lets go of what that took where none has come for some time.
 * `quietFor` tells for how many milliseconds the reader has asked and written nothing.
 */
export function createAdvising(engine: Engine, quietFor: () => number) {
  const adviser = createAdviser(engine)
  let inWork = 0
  let forgetting: ReturnType<typeof setTimeout> | undefined
  const rest = async () => {
    for (let left = QUIET_MS - quietFor(); left > 0; left = QUIET_MS - quietFor())
      await new Promise((done) => setTimeout(done, left))
  }
  return async (request: Extract<Request, { kind: 'advise' | 'alike' }>): Promise<Reply> => {
    const { number } = request
    clearTimeout(forgetting)
    inWork += 1
    try {
      if (request.kind === 'advise')
        return { kind: 'advised', number, advice: await atEase(adviser.advise(request.wish)) }
      return { kind: 'alike', number, papers: await atEase(adviser.alike(request.paper), rest) }
    } finally {
      inWork -= 1
      if (inWork === 0) forgetting = setTimeout(adviser.forget, FORGET_AFTER_MS)
    }
  }
}
