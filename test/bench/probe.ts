/** The expected screen: the number of papers found, the first titles, and the other values where given. */
export type Wanted = {
  readonly count: number
  readonly titles: readonly string[]
  /** Whether the first paper is starred. */
  readonly starred?: boolean
  /** The text in the box of the open paper’s note. */
  readonly note?: string
}
export type Fling = { readonly frames: number; readonly dropped: number; readonly blank: number }

/** What the probe reports of its page. Times are in milliseconds since the start of navigation. */
export type Probe = {
  firstRow: number | null
  ready: number | null
  readonly longTasks: number[]
  /** Starts to wait for the result of the next key or click. `painted` then returns how long it took. */
  expect(wanted: Wanted): void
  painted(): Promise<number>
  /** Resolves with the time when the expected screen is shown, whatever causes it. */
  shown(wanted: Wanted): Promise<number>
  watch(): void
  watched(): Fling
}

/**
 * Observes a page from inside, at every frame. It is sent to the page as text, so it may use nothing from outside
 * itself. `size` is the number of papers once all are ready.
 */
export function installProbe(size: number) {
  const rowAt = (index: number) =>
    document.querySelector(`[aria-rowindex="${index + 2}"]`) ??
    document.querySelectorAll('.tabulator-table > .tabulator-row')[index]
  const titleAt = (index: number) => {
    const title = rowAt(index)?.querySelector('[role="rowheader"], [tabulator-field="title"]')
    return title?.getAttribute('aria-label') ?? title?.textContent ?? null
  }
  const countText = () =>
    [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent).find((t) => /paper/.test(t))
  const count = () => Number((/^[\d,]+/.exec(countText() ?? '')?.[0] ?? '-1').replaceAll(',', ''))
  const isShown = ({ count: wanted, titles, starred, note }: Wanted) =>
    count() === wanted &&
    titles.every((title, i) => titleAt(i) === title) &&
    (note === undefined || document.querySelector<HTMLTextAreaElement>('textarea[data-note]')?.value === note) &&
    (starred === undefined ||
      (rowAt(0)?.querySelector('[aria-label="Star"]')?.getAttribute('aria-pressed') === 'true') === starred)

  let wanted: Wanted | null = null
  let from: number | null = null
  let settle: (at: number) => void = () => {}
  let painted: Promise<number> = Promise.resolve(0)

  // The first task after a frame runs when the frame has been painted.
  const afterPaint = (then: (now: number) => void) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      then(performance.now())
    })
    port1.start()
    port2.postMessage(null)
  }
  const look = () => {
    if (probe.firstRow === null && titleAt(0)) {
      probe.firstRow = 0
      afterPaint((now) => (probe.firstRow = now))
    }
    if (probe.ready === null && count() === size && titleAt(0)) {
      probe.ready = 0
      afterPaint((now) => (probe.ready = now))
    }
    if (wanted && from !== null && isShown(wanted)) {
      const [began, done] = [from, settle]
      wanted = null
      afterPaint((now) => done(now - began))
    }
    if (flung) flung = sample(flung)
    requestAnimationFrame(look)
  }
  const begin = ({ timeStamp }: Event) => {
    if (wanted) from ??= timeStamp
  }
  // A click counts from the moment the button is released, because nothing can happen before.
  addEventListener('keydown', begin, true)
  addEventListener('mouseup', begin, true)

  let flung: (Fling & { readonly last: number }) | null = null
  const sample = ({ frames, dropped, blank, last }: NonNullable<typeof flung>) => {
    const now = performance.now()
    const list = document.querySelector('[role="grid"], .tabulator-tableholder')!
    const { left, top, width, height } = list.getBoundingClientRect()
    const isBare = [0.2, 0.5, 0.9].some(
      (part) =>
        !document.elementFromPoint(left + width / 2, top + height * part)?.closest('[role="row"], .tabulator-row'),
    )
    return {
      frames: frames + 1,
      dropped: dropped + Math.max(0, Math.round((now - last) / (1000 / 60)) - 1),
      blank: blank + (isBare ? 1 : 0),
      last: now,
    }
  }

  const expect = (next: Wanted, began: number | null) => {
    from = began
    wanted = next
    painted = new Promise((done, fail) => {
      settle = done
      setTimeout(() => {
        if (wanted !== next) return
        wanted = null
        const there = next.titles.map((_, i) => titleAt(i))
        fail(new Error(`not shown: ${JSON.stringify(next)}, but “${countText()}” and ${JSON.stringify(there)}`))
      }, 20_000)
    })
    painted.catch(() => {})
  }
  const probe: Probe = {
    firstRow: null,
    ready: null,
    longTasks: [],
    expect: (next) => expect(next, null),
    painted: () => painted,
    shown: (next) => {
      expect(next, 0)
      return painted
    },
    watch: () => (flung = { frames: 0, dropped: 0, blank: 0, last: performance.now() }),
    watched: () => {
      const { frames, dropped, blank } = flung!
      flung = null
      return { frames, dropped, blank }
    },
  }
  new PerformanceObserver((list) => probe.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    { type: 'longtask', buffered: true },
  )
  requestAnimationFrame(look)
  ;(globalThis as unknown as { probe: Probe }).probe = probe
}
