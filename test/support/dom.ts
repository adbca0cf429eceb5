// DOM emulators have no layout: every element is 0 by 0 pixels.
const BOX = { width: 1000, height: 900 }
const LINE_HEIGHT = 36
const FRAME_MS = 16
const WINDOW = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }

type Emulated = { readonly happyDOM: { setViewport(size: { width: number; height: number }): void } }

/** Gives the emulated page the sizes that the app expects, and makes it scroll. */
export function prepareDom() {
  const isBox = (element: Element) => element.getAttribute('role') === 'grid'
  const sides: Record<string, (element: Element) => number> = {
    clientWidth: () => BOX.width,
    clientHeight: (element) => (isBox(element) ? BOX.height : LINE_HEIGHT),
    offsetWidth: () => BOX.width,
    offsetHeight: (element) => (isBox(element) ? BOX.height : LINE_HEIGHT),
    // The header and all rows that the list can be scrolled to.
    scrollHeight: ({ children }) =>
      [...children].reduce(
        (sum, child) => sum + (parseFloat((child as HTMLElement).style.blockSize) || LINE_HEIGHT),
        0,
      ),
  }
  for (const [side, sizeOf] of Object.entries(sides)) {
    Object.defineProperty(HTMLElement.prototype, side, {
      configurable: true,
      get(this: Element) {
        return sizeOf(this)
      },
    })
  }
  // At the pace of a screen; the emulator’s frames follow each other at once.
  globalThis.requestAnimationFrame = (onFrame) => Number(setTimeout(() => onFrame(performance.now()), FRAME_MS))
  globalThis.cancelAnimationFrame = (frame) => clearTimeout(frame)
  // As in a browser, which reports each size once, with the frame after observe().
  globalThis.ResizeObserver = class {
    readonly #tell: () => void
    #isThere = true
    constructor(onResize: ResizeObserverCallback) {
      this.#tell = () => this.#isThere && onResize([], this)
    }
    observe() {
      requestAnimationFrame(this.#tell)
    }
    unobserve() {}
    disconnect() {
      this.#isThere = false
    }
  }
  // As in a browser: the event comes with the next frame. That may be after the last test, when the page’s own function
  // is gone.
  const ScrollEvent = Event
  Element.prototype.scrollTo = function scrollTo(to?: ScrollToOptions | number) {
    if (typeof to === 'object') this.scrollTop = Math.max(0, to.top ?? this.scrollTop)
    requestAnimationFrame(() => this.dispatchEvent(new ScrollEvent('scroll')))
  }
  // Popovers are never hidden here.
  HTMLElement.prototype.togglePopover = () => true
  resizeWindow('desk')
}

/** Makes the window as large as a desktop’s or a phone’s, which its media queries then report. */
export function resizeWindow(to: keyof typeof WINDOW) {
  ;(globalThis as unknown as Emulated).happyDOM.setViewport(WINDOW[to])
}
