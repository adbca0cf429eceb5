/** Lets messages, clicks and keys in. A timer would wait four milliseconds, and a promise lets nothing in. */
export const breathe = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })

/** Work between two breaths: a question waits no longer than for a frame. */
const WORK_MS = 12

/** Lets questions in where there has been none for some time; a wait for the disk alone may let nothing in. */
export function createTimeSlice(): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < WORK_MS) return
    await breathe()
    last = performance.now()
  }
}

/**
 * Does work whose steps take some milliseconds at most, and lets questions in between them. `rest` may have it wait longer,
 * where nobody waits for it.
 */
export async function runInSlices<T>(
  steps: Generator<void, T>,
  rest: () => Promise<void> = async () => {},
): Promise<T> {
  const pause = createTimeSlice()
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await pause()
    await rest()
  }
}
