import { Fragment, useLayoutEffect, useRef, type RefObject } from 'react'
import type { QueryProblem } from '../../model/query/query.ts'
import styles from './QueryErrors.module.css'

type Props = {
  readonly id: string
  readonly text: string
  readonly problems: readonly QueryProblem[]
  /** The box in which the text stands. */
  readonly input: RefObject<HTMLInputElement | null>
}

/** Underlines what of a query could not be followed where it stands in its box, and says why below it. */
export function QueryErrors({ id, text, problems, input }: Props) {
  const line = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = input.current
    const follow = () => {
      if (line.current && box) line.current.scrollLeft = box.scrollLeft
    }
    follow()
    box?.addEventListener('scroll', follow)
    return () => box?.removeEventListener('scroll', follow)
  })
  const sorted = problems.toSorted((a, b) => a.from - b.from)
  return (
    <>
      <div ref={line} className={styles['line']} aria-hidden="true">
        {sorted.map(({ from, to }, i) => (
          <Fragment key={from}>
            {text.slice(sorted[i - 1]?.to ?? 0, from)}
            <u>{text.slice(from, to)}</u>
          </Fragment>
        ))}
        {text.slice(sorted.at(-1)?.to ?? 0)}
      </div>
      <p id={id} className={styles['problem']}>
        {problems.map(({ message }) => message).join('; ')}
      </p>
    </>
  )
}
