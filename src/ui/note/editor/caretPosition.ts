import type { CSSProperties } from 'react'

/** What decides where the lines of a box break. */
const STYLES = [
  ...(['fontFamily', 'fontSize', 'fontWeight', 'lineHeight', 'letterSpacing', 'wordSpacing', 'tabSize'] as const),
  ...(['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'direction', 'textIndent'] as const),
]

/** Where a place of its text stands in a box, in pixels from its upper left corner, as far as it is scrolled. */
export function caretPosition(box: HTMLTextAreaElement, place: number) {
  const style = getComputedStyle(box)
  const copy = document.createElement('div')
  for (const name of STYLES) copy.style[name] = style[name]
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    boxSizing: 'border-box',
    width: `${box.clientWidth}px`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  })
  const mark = document.createElement('span')
  mark.textContent = '\u200b'
  copy.append(box.value.slice(0, place), mark, box.value.slice(place))
  document.body.append(copy)
  const [top, left, height] = [mark.offsetTop, mark.offsetLeft, mark.offsetHeight]
  copy.remove()
  return { top: top - box.scrollTop + box.clientTop, left: left + box.clientLeft, height }
}

const WIDTH_PX = 440
const HEIGHT_PX = 400
const GAP_PX = 4
/** What may lie over the lower end of the window: the signs for thumbs. */
const TOOLS_PX = 50

/** Where choices for a place of the text have room: below its line, or above it where there is more. */
export function placePopup(box: HTMLTextAreaElement, place: number): CSSProperties {
  const { top, left, height } = caretPosition(box, place)
  const above = box.getBoundingClientRect().top + top - GAP_PX
  const below = (window.visualViewport?.height ?? innerHeight) - above - height - TOOLS_PX
  const isAbove = below < HEIGHT_PX && above > below
  const width = Math.min(WIDTH_PX, box.offsetWidth)
  return {
    insetInline: 'auto',
    insetBlockStart: isAbove ? top - GAP_PX : top + height + GAP_PX,
    left: Math.max(0, Math.min(left, box.offsetWidth - width)),
    width,
    maxHeight: Math.min(HEIGHT_PX, isAbove ? above : below),
    ...(isAbove && { transform: 'translateY(-100%)' }),
  }
}
