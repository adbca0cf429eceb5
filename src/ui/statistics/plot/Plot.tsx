import { useId, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { printNumber } from '../../../model/numberFormat.ts'
import { download } from '../../../storage/browser/files.ts'
import { showToast } from '../../../store/toasts.ts'
import type { Drawing } from './drawing.ts'
import { PlotImage } from './PlotImage.tsx'
import { printSvg } from './exportSvg.ts'
import { useLink } from './PlotLinks.tsx'
import styles from './Plot.module.css'

/** The data of a plot as a table: column headers, and rows that each start with a row header. */
export type Table = { readonly heads: readonly string[]; readonly rows: readonly TableRow[] }
export type TableRow = {
  readonly head: string
  readonly query: string | null
  readonly cells: readonly (number | string)[]
}

type Props = {
  readonly title: string
  /** What the plot shows, in a sentence. */
  readonly gist: string
  readonly table: Table
  /** Name of the downloaded file, without prefix and extension. */
  readonly file: string
  /** Lays out the plot for a width; null if there is nothing to draw. */
  readonly draw: ((width: number) => Drawing) | null
}

/** A plot with a caption, a table of its data, and a download as SVG. */
export function Plot({ title, gist, table, file, draw }: Props) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [box, measured] = useWidth()
  const isPaper = usePaper()
  const isWide = table.heads.length > 2
  const width = isPaper ? (isWide ? PAPER_PX : BESIDE_PX) : measured
  const onDownload = () => {
    const name = `offprint-${file}.svg`
    download(name, printSvg(box.current!.querySelector('svg')!, title, gist), 'image/svg+xml')
    showToast(`Written: ${name}`)
  }
  return (
    <section className={styles['plot']} data-wide={isWide || undefined} aria-labelledby={id}>
      <h4 id={id}>{title}</h4>
      <p className={styles['gist']}>{gist}</p>
      <div ref={box} className={styles['box']}>
        {draw && width > 0 && <PlotImage drawing={draw(width)} gist={gist} label={`${title}: the papers behind`} />}
      </div>
      {draw && (
        <>
          <div className={styles['tools']}>
            <button
              type="button"
              aria-expanded={isOpen}
              aria-label={`Table: ${title}`}
              onClick={() => setOpen(!isOpen)}
            >
              Table
            </button>
            <button type="button" aria-label={`Download SVG: ${title}`} onClick={onDownload}>
              Download SVG
            </button>
          </div>
          <Cells title={title} table={table} isOpen={isOpen} />
        </>
      )}
    </section>
  )
}

/** The table is always there for screen readers. Its links exist only while it is open. */
function Cells({
  title,
  table: { heads, rows },
  isOpen,
}: {
  readonly title: string
  readonly table: Table
  readonly isOpen: boolean
}) {
  const link = useLink()
  return (
    <div className={styles['table']} data-open={isOpen || undefined}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ head, query, cells }, i) => (
            <tr key={`${i} ${head}`}>
              <th scope="row" dir="auto">
                {isOpen && query !== null ? <a {...link(query)}>{head}</a> : head}
              </th>
              {cells.map((cell, i) => (
                <td key={heads[i + 1]}>{typeof cell === 'number' ? printNumber(cell) : cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The current width of an element in pixels; 0 until it is mounted. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current!
    const measure = () => setWidth(Math.floor(element.clientWidth))
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    measure()
    return () => resized.disconnect()
  }, [])
  return [box, width] as const
}

/** Widths in print: beside the table, or above a table of many columns. */
const BESIDE_PX = 400
const PAPER_PX = 640
let isPrinted = false

/** Whether the page is being printed. The events fire before the print layout. */
const usePaper = () =>
  useSyncExternalStore(
    (onChange) => {
      const gone = new AbortController()
      const hear = (now: boolean) => () => {
        isPrinted = now
        onChange()
      }
      addEventListener('beforeprint', hear(true), { signal: gone.signal })
      addEventListener('afterprint', hear(false), { signal: gone.signal })
      return () => gone.abort()
    },
    () => isPrinted,
  )
