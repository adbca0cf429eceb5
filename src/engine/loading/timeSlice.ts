/**
 * Yields to the event loop, so that messages, clicks and keys are handled. setTimeout(0) is clamped to 4 ms, and
 * awaiting a resolved promise runs only microtasks.
 */
export const breathe = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })

/** The length of a slice: a question waits no longer than a frame. */
const WORK_MS = 12

/** Yields if the last yield was long ago: a wait for the disk alone may not let questions in. */
export function createTimeSlice(): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < WORK_MS) return
    await breathe()
    last = performance.now()
  }
}

/**
 * Runs a generator in slices and lets questions in between. `rest` may add a pause, where nobody waits for the result.
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
