/** As long as `focusNote` waits for a paper that is on its way. */
const FRAMES = 120

/** Lets the note of the open paper fill the window, as soon as it is drawn. */
export function fillWindow(frames = FRAMES) {
  requestAnimationFrame(() => {
    const button = document.querySelector<HTMLElement>('[data-wholen]')
    if (button) button.click()
    else if (frames > 0) fillWindow(frames - 1)
  })
}
