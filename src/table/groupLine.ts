import type { GroupHead } from '../engine/parting.ts'
import { printCount, printNumber } from '../model/counting.ts'
import { collapseGroup } from '../store/collapsing.ts'
import type { Stores } from '../store/hooks.ts'
import { drawing, element, setAttribute, setHidden, setText } from './element.ts'
import type { Line } from './line.ts'
import styles from './groupLine.module.css'

type Reader = Pick<Stores, 'answers' | 'viewing' | 'cursor'>

let made = 0

/** A line of the list for the head of any group, over all columns: what it is called, and how much of it is read. */
export function createGroupLine(stores: Reader, columns: number, rowHeight: number): Line<GroupHead> {
  const label = new Text()
  const [count, level] = [new Text(), new Text()]
  const filled = element('span', { class: styles['filled']! })
  const bar = element('span', { class: styles['bar']!, 'aria-hidden': 'true' }, filled)
  made += 1
  const words = element(
    'span',
    { class: styles['count']!, id: `group-${made}` },
    count,
    element('span', { class: 'hidden' }, level),
  )
  const name = element('span', { class: styles['name']!, dir: 'auto' }, label)
  const arrow = drawing({ viewBox: '0 0 16 16', 'aria-hidden': 'true' }, ['path', { d: 'M5.5 3.5 10 8l-4.5 4.5' }])
  const button = element(
    'button',
    { type: 'button', class: styles['button']!, 'aria-describedby': words.id, tabindex: '-1' },
    arrow,
    name,
  )
  const cell = element(
    'div',
    { role: 'gridcell', class: styles['cell']!, 'aria-colindex': '1', 'aria-colspan': String(columns) },
    button,
    words,
    bar,
  )
  const line = element('div', { role: 'row', class: styles['head']! }, cell)
  let shown: GroupHead | null = null
  let at = -1

  // These are few, and seldom there.
  line.addEventListener('click', () => {
    button.focus({ preventScroll: true })
    collapseGroup(stores, shown!.group, !shown!.isCollapsed)
  })
  line.addEventListener('focusin', () => stores.cursor.getState().moveToGroup(shown!.group, at))
  line.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event
    if ((key !== 'ArrowLeft' && key !== 'ArrowRight') || altKey || ctrlKey || metaKey || shiftKey) return
    event.preventDefault()
    const isCollapsed = key === 'ArrowLeft'
    if (isCollapsed !== shown!.isCollapsed) collapseGroup(stores, shown!.group, isCollapsed)
  })

  return {
    element: line,
    listed: () => shown!,
    index: () => at,
    show(index, head) {
      if (index !== at) {
        at = index
        line.setAttribute('aria-rowindex', String(index + 2))
        line.style.insetBlockStart = `${index * rowHeight}px`
      }
      if (head === shown) return
      shown = head
      setText(label, head.label)
      setAttribute(button, 'aria-expanded', String(!head.isCollapsed))
      setText(count, countOf(head))
      setText(level, head.depth > 0 ? ` (level ${head.depth + 1})` : '')
      cell.style.paddingInlineStart = `calc(var(--space-2) + ${head.depth} * var(--space-4))`
      setHidden(bar, head.read === null)
      filled.style.inlineSize = `${(100 * (head.read ?? 0)) / head.count}%`
    },
    stand: ({ isEntry }) => void (button.tabIndex = isEntry ? 0 : -1),
    focus: () => button.focus({ preventScroll: true }),
  }
}

const countOf = ({ count, read }: GroupHead): string =>
  read === null ? printCount(count, 'paper') : `${printNumber(read)} of ${printNumber(count)} read`
