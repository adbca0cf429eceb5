/** So much of a page stays in sight when the next one is shown. */
const KEPT_PX = 40

/** Scrolls an element by a page, down with 1 and up with -1; false where its end is in sight already. */
export function scrollPage(element: Element, by: 1 | -1): boolean {
  const { scrollTop, scrollHeight, clientHeight } = element
  const left = by > 0 ? scrollHeight - clientHeight - scrollTop : scrollTop
  // A zoomed page may end on a fraction of a pixel.
  if (left < 2) return false
  element.scrollTop = scrollTop + by * Math.max(KEPT_PX, clientHeight - KEPT_PX)
  return element.scrollTop !== scrollTop
}
