import { createElement } from 'react'
import type { PaperId } from '../model/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { STAR } from './icons.ts'
import styles from './Star.module.css'

/** The star of a paper that is open; lines of the table have one of their own (cells.ts). */
export function Star({ paper }: { readonly paper: PaperId }) {
  const { library } = useStores()
  const { starred } = useMark(paper)
  return (
    <button
      type="button"
      className={styles['star']}
      aria-label="Star"
      aria-pressed={starred}
      data-command="star"
      onClick={() => library.getState().edit([paper], { starred: !starred })}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {STAR.map(([name, attributes], i) => createElement(name, { key: i, ...attributes }))}
      </svg>
    </button>
  )
}
