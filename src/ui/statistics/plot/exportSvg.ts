import { breakLines } from './scale.ts'
import styles from './Plot.module.css'

const SVG = 'http://www.w3.org/2000/svg'
const MARGIN = 24
const TITLE_PX = 15
const GIST_PX = 13
/** Style properties that a file has to contain, since it has no style sheet. */
const OF_SHAPE = ['fill', 'stroke', 'stroke-width']
const OF_TEXT = ['fill', 'font-size', 'font-weight']

/** A plot as an SVG file in light colours, below its title and its gist. */
export function printSvg(plot: SVGSVGElement, title: string, gist: string): string {
  const [wide, high] = ['width', 'height'].map((side) => Number(plot.getAttribute(side))) as [number, number]
  const lines = breakLines(gist, wide, GIST_PX)
  const top = MARGIN + TITLE_PX + lines.length * 18 + 18
  const [width, height] = [wide + 2 * MARGIN, top + high + MARGIN]

  const sheet = make('rect', { class: styles['sheet'], width, height })
  const drawn = make('g', { transform: `translate(${MARGIN} ${top})` })
  const copy = plot.querySelector('[role="img"]')!.cloneNode(true) as SVGGElement
  for (const name of ['role', 'aria-label']) copy.removeAttribute(name)
  drawn.append(copy)
  const words = [
    make('text', { class: styles['heading'], x: MARGIN, y: MARGIN + TITLE_PX - 3 }, title),
    ...lines.map((line, i) =>
      make('text', { class: styles['saying'], x: MARGIN, y: MARGIN + TITLE_PX + 18 * (i + 1) }, line),
    ),
  ]
  const picture = make('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' })
  picture.append(make('title', {}, `${title}. ${gist}`), sheet, ...words, drawn)
  sayStyles(picture, plot)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`
}

function make(name: string, attributes: Readonly<Record<string, string | number | undefined>>, text = ''): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== 'xmlns' && value !== undefined) element.setAttribute(key, String(value))
  }
  element.textContent = text
  return element
}

/** Inlines computed styles in every element. Meanwhile the picture is in the page, in the light colour scheme. */
function sayStyles(picture: SVGElement, plot: SVGElement) {
  const light = document.createElement('div')
  light.style.colorScheme = 'light'
  light.append(picture)
  plot.after(light)
  for (const element of picture.querySelectorAll<SVGElement>('rect, path, text')) {
    const style = getComputedStyle(element)
    const isText = element.localName === 'text'
    for (const name of isText ? OF_TEXT : OF_SHAPE) {
      const value = style.getPropertyValue(name)
      if (value !== 'none' || name === 'fill') element.setAttribute(name, value)
    }
    if (isText) element.setAttribute('font-family', 'Helvetica, Arial, sans-serif')
    for (const name of ['class', 'data-status']) element.removeAttribute(name)
    for (const name of ['x', 'y', 'width', 'height']) {
      const number = element.getAttribute(name)
      if (number !== null) element.setAttribute(name, String(Math.round(Number(number) * 100) / 100))
    }
  }
  light.remove()
}
