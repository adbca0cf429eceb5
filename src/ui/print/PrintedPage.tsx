import { useState, type ReactNode } from 'react'
import type { Marks } from '../../model/mark/cell.ts'
import { printCount } from '../../model/numberFormat.ts'
import { builtInViews, isSameQuestion, savedViews } from '../../model/query/namedView.ts'
import { parseView, type View } from '../../model/query/view.ts'
import { useLibrary, useShownView } from '../../store/hooks.ts'
import styles from './PrintedPage.module.css'

type Props = {
  /** The number of papers. */
  readonly total: number
  readonly isLandscape?: boolean
  readonly children: ReactNode
}

/** What is on paper, below its name and its date. It is not seen on the screen. */
export function PrintedPage({ total, isLandscape = false, children }: Props) {
  const userRecords = useLibrary(({ userRecords }) => userRecords)
  const view = useShownView((view) => view)
  const [now] = useState(Date.now)
  return (
    <main className={styles['printed']} data-printed data-landscape={isLandscape || undefined}>
      <h1 dir="auto">{nameOf(view, userRecords, now)}</h1>
      <p className={styles['about']}>
        {printCount(total, 'paper')} · {date.format(now)}
      </p>
      {children}
    </main>
  )
}

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' })

/** The name of a view, or what it asks for. */
function nameOf(view: View, userRecords: Marks, now: number): string {
  const named = [...builtInViews(now), ...savedViews(userRecords)]
  return (
    named.findLast(({ address }) => isSameQuestion(view, parseView(address).view))?.name ??
    (view.text.trim() || 'All papers')
  )
}
