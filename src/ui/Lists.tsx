import type { ListHead } from '../model/list.ts'
import { useAnswers } from '../store/hooks.ts'
import { OutLink } from '../table/cells.tsx'
import styles from './Lists.module.css'

const NO_LISTS: readonly ListHead[] = []

/** Where the lists come from, and how many papers were chosen from how many. */
export function Lists() {
  const lists = useAnswers(({ opened }) => opened?.lists ?? NO_LISTS)
  return lists.map(({ id, title, homepage, paperList, acceptance }) => (
    <section key={id} className={styles['list']} aria-label={`About ${title}`}>
      <h2>About {title}</h2>
      {acceptance && (
        <p>
          {acceptance.accepted.toLocaleString()} of {acceptance.submitted.toLocaleString()} submissions accepted (
          {acceptance.percent.toLocaleString()} %)
        </p>
      )}
      <p className={styles['links']}>
        {homepage && <OutLink link={{ label: 'Homepage', url: homepage }} />}
        {paperList && <OutLink link={{ label: 'All its papers', url: paperList }} />}
      </p>
    </section>
  ))
}
