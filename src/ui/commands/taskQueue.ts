/** The work of a key or a button. One that takes time may resolve to the element that it moved the focus to. */
export type Task = () => Promise<unknown> | void

export type Queue = {
  /** Runs a task at once, or after a task before it that takes time. */
  run(task: Task): void
  /** Whether a task takes time, so that later ones wait. */
  isBusy(): boolean
  /** Where the tasks that others wait for have moved the focus; null while none waits. */
  led(): Element | null
  /** The element in which the current key was pressed. */
  from(): Element | null
  /** Handles a key as pressed in an element, wherever the focus is by now. */
  pressedIn<T>(element: Element, act: () => T): T
}

/** Runs tasks one after the other, in the order of the user’s actions. A task that fails is skipped. */
export function createQueue(): Queue {
  const waiting: Task[] = []
  let isBusy = false
  let isEmptying = false
  let led: Element | null = null
  let pressed: Element | null = null

  const start = (task: Task) => {
    const before = document.activeElement
    const ended = task()
    if (document.activeElement !== before) led = document.activeElement
    if (!ended) return
    isBusy = true
    void ended
      .then((to) => {
        if (to instanceof Element) led = to
      }, console.warn)
      .then(empty)
  }
  const empty = () => {
    isBusy = false
    isEmptying = true
    for (let task = waiting.shift(); task; task = isBusy ? undefined : waiting.shift()) {
      try {
        start(task)
      } catch (error) {
        console.warn(error)
      }
    }
    isEmptying = false
  }

  return {
    run(task) {
      if (!isBusy && !isEmptying) led = null
      if (isBusy) waiting.push(task)
      else start(task)
    },
    isBusy: () => isBusy,
    led: () => led,
    from: () => pressed ?? document.activeElement,
    pressedIn(element, act) {
      pressed = element
      try {
        return act()
      } finally {
        pressed = null
      }
    },
  }
}
