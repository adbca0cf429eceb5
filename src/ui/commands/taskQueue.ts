/** Something that a key or a button does. One that takes its time may resolve to the element that it led the keyboard to. */
export type Task = () => Promise<unknown> | void

export type Queue = {
  /** Does it at once, or where something before it takes its time, after that. */
  run(task: Task): void
  /** Whether something takes its time, so that what comes now has to wait. */
  isBusy(): boolean
  /** Where those that were done while others waited have led the keyboard; null where nothing waits. */
  led(): Element | null
  /** Where the key that is acted on was pressed. */
  from(): Element | null
  /** Acts on a key that was pressed in an element, wherever the keyboard is by now. */
  pressedIn<T>(element: Element, act: () => T): T
}

/** Does one thing after the other, in the order in which the reader did them. What fails is passed over. */
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
