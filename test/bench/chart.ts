import type { Results } from './report.ts'
import { median } from './statistics.ts'

const PANELS = [
  ['search painted', 'A letter of a search'],
  ['sort painted', 'A sort by title'],
  ['facet painted', 'A facet'],
] as const

const WIDTH = 960
const HEIGHT = 320
const GAP = 24
const LEFT = 60
const TOP = 64
const BOTTOM = 36
const FRAME_MS = 1000 / 60
const TICKS_MS = [10, 100, 1000]
const [LEAST_MS, MOST_MS] = [4, 2000]

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #26221c }
    .quiet { fill: #6b6458; font-size: 11px }
    .axis { stroke: #d8d2c6 }
    .frame { stroke: #b8860b; stroke-dasharray: 4 4 }
    .sheet { fill: #fffdf8 }
    .line { fill: none; stroke-width: 2 }
    .c0 { stroke: #0f766e; fill: #0f766e } .c1 { stroke: #6b6458; fill: #6b6458 } .c2 { stroke: #b0a999; fill: #b0a999 }
    .c3 { stroke: #a33b2f; fill: #a33b2f } .c4 { stroke: #5b4b9a; fill: #5b4b9a }
    .line.c0 { stroke-width: 3 }
    path.line { fill: none }
    text.c0, text.c1, text.c2, text.c3, text.c4 { stroke: none }
    @media (prefers-color-scheme: dark) {
      text { fill: #ece6da } .quiet { fill: #a39b8d } .axis { stroke: #4a453d } .sheet { fill: #1d1b18 }
      .c0 { stroke: #4fd1c5; fill: #4fd1c5 } .c1 { stroke: #a39b8d; fill: #a39b8d } .c2 { stroke: #6f685c; fill: #6f685c }
      .c3 { stroke: #f08a7c; fill: #f08a7c } .c4 { stroke: #b3a4f0; fill: #b3a4f0 }
    }
  `

/** The time until three actions are painted, by the size of the catalog, as an SVG for both colour schemes. */
export function printChart(results: Results): string {
  const sizes = [...results.keys()].toSorted((a, b) => a - b)
  const names = [...new Set([...results.values()].flatMap((pages) => [...pages.keys()]))]
  const width = (WIDTH - LEFT - GAP * PANELS.length) / PANELS.length
  const legend = names.map((name, i) => `<text class="c${i}" x="${LEFT + 110 * i}" y="24">— ${escape(name)}</text>`)
  const panels = PANELS.map(([metric, label], i) => {
    const left = LEFT + i * (width + GAP)
    const x = (size: number) => left + (width - GAP) * part(size, sizes[0]!, sizes.at(-1)!) + GAP / 2
    const lines = names.map((name, i) => {
      const points = sizes.flatMap((size) => {
        const values = results.get(size)?.get(name)?.get(metric)
        return values ? [[x(size), y(median(values))] as const] : []
      })
      const path = points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
      const dots = points.map(([x, y]) => `<circle class="c${i}" cx="${round(x)}" cy="${round(y)}" r="3"/>`)
      return points.length === 0 ? '' : `<path class="line c${i}" d="${path}"/>${dots.join('')}`
    })
    return [
      `<text x="${round(left)}" y="${TOP - 14}">${label}</text>`,
      ...TICKS_MS.map((ms) => rule('axis', left, width, y(ms))),
      rule('frame', left, width, y(FRAME_MS)),
      ...lines,
      ...sizes.map(
        (size) =>
          `<text class="quiet" text-anchor="middle" x="${round(x(size))}" y="${HEIGHT - 14}">${size.toLocaleString('en-US')}</text>`,
      ),
    ].join('\n  ')
  })
  const ticks = TICKS_MS.map(
    (ms) => `<text class="quiet" text-anchor="end" x="${LEFT - 6}" y="${round(y(ms) + 4)}">${ms} ms</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
  <title>Milliseconds until the right rows are painted, by number of papers; dashed: one frame</title>
  <style>${STYLE}</style>
  <rect class="sheet" width="${WIDTH}" height="${HEIGHT}" rx="6"/>
  ${[...legend, ...ticks, ...panels].join('\n  ')}
</svg>
`
}

/** The position of a value from the least to the most, 0 to 1, on a logarithmic scale. */
const part = (value: number, least: number, most: number) =>
  least === most ? 0.5 : Math.log(value / least) / Math.log(most / least)

const y = (ms: number) =>
  HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part(Math.min(MOST_MS, Math.max(LEAST_MS, ms)), LEAST_MS, MOST_MS)

const rule = (kind: string, left: number, width: number, at: number) =>
  `<line class="${kind}" x1="${round(left)}" x2="${round(left + width)}" y1="${round(at)}" y2="${round(at)}"/>`

const round = (value: number) => value.toFixed(1)

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
