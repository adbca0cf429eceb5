import { createContext, useContext, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Target } from './drawing.ts'
import styles from './Plot.module.css'

/** The URL of a query’s view, and how to open it. */
export type OpenQuery = { address(query: string): string; open(query: string): void }
export const WayContext = createContext<OpenQuery>({ address: () => '', open: () => {} })

/** A link to the view of a query. With a modifier key the browser handles the click, as for a new tab. */
export function useLink(): (query: string) => { readonly href: string; readonly onClick: (event: MouseEvent) => void } {
  const { address, open } = useContext(WayContext)
  return (query) => ({
    href: address(query),
    onClick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      open(query)
    },
  })
}

const MOVES: Readonly<Record<string, readonly [lines: number, on: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

/** Links over the bars of a plot, with a roving tabindex: Tab reaches one link, arrow keys move to the others. */
export function PlotLinks({
  label,
  lines,
}: {
  readonly label: string
  readonly lines: readonly (readonly Target[])[]
}) {
  const link = useLink()
  const group = useRef<SVGGElement>(null)
  const [active, setActive] = useState<readonly [line: number, place: number]>([0, 0])
  const full = lines.filter((line) => line.length > 0)
  const line = Math.min(active[0], full.length - 1)
  const place = Math.min(active[1], (full[line]?.length ?? 1) - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const [down, on] = MOVES[event.key] ?? []
    if (down === undefined || on === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = within(line + down, full.length)
    const there = within((down === 0 ? place : Math.min(place, full[next]!.length - 1)) + on, full[next]!.length)
    setActive([next, there])
    group.current!.querySelector<SVGAElement>(`[data-at="${next} ${there}"]`)?.focus()
  }
  if (full.length === 0) return null
  return (
    <g ref={group} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {full.map((targets, i) =>
        targets.map(({ name, query, ...box }, k) => (
          <a
            href={link(query).href}
            onClick={link(query).onClick}
            key={`${i} ${query}`}
            data-at={`${i} ${k}`}
            className={styles['target']}
            tabIndex={i === line && k === place ? 0 : -1}
            aria-label={name}
            onFocus={() => setActive([i, k])}
          >
            <title>{name}</title>
            <rect {...box} rx="3" />
          </a>
        )),
      )}
    </g>
  )
}

const within = (place: number, length: number) => Math.max(0, Math.min(length - 1, place))
