import type { Packed } from '../model/packed.ts'
import { COPY_FOLDER, openFolder } from './folder.ts'
import { webLocks } from './locks.ts'
import { createWhole } from './whole.ts'

/** The one thing that this worker is asked; its answer is the last that it says. */
export type Request =
  | { readonly kind: 'compare'; readonly ours: Packed }
  | { readonly kind: 'compact'; readonly own: string | null }
export type Reply =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string } }

// `self` is a window to the types of a page; in a worker it speaks to whoever started it.
const starter = self as unknown as {
  postMessage(reply: Reply): void
  onmessage: ((event: MessageEvent<Request>) => void) | null
}

starter.onmessage = ({ data }) => {
  work(data).then(
    (value) => starter.postMessage({ value }),
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      starter.postMessage({ error: { name, message } })
    },
  )
}

async function work(request: Request): Promise<unknown> {
  const whole = createWhole(await openFolder(COPY_FOLDER), webLocks, Date.now)
  return request.kind === 'compare' ? whole.compare(request.ours) : whole.compact(request.own)
}
