import type { CSSProperties } from 'react'

/** The styles that decide where lines break. */
const STYLES = [
  ...(['fontFamily', 'fontSize', 'fontWeight', 'lineHeight', 'letterSpacing', 'wordSpacing', 'tabSize'] as const),
  ...(['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'direction', 'textIndent'] as const),
]

/** The position of an offset of the text, in pixels from the upper left corner of the box, with its scroll position. */
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
/** The height of the toolbar that may cover the lower end of the window. */
const TOOLS_PX = 50

/** Where a popup for an offset fits: below its line, or above it where there is more room. */
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
