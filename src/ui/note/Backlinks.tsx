import { useId, useMemo } from 'react'
import { identityOf } from '../../model/mark/markIdentity.ts'
import { NOTHING_KEPT } from '../../model/mark/cell.ts'
import type { PaperFacts, PaperId } from '../../model/paper/paper.ts'
import { useLinkedFrom } from '../../store/view/backlinks.ts'
import { useKeptMark, useStores } from '../../store/hooks.ts'
import styles from './Backlinks.module.css'

/** Papers whose notes link to this one, by any of its aliases. */
export function Backlinks({ paper }: { readonly paper: PaperFacts }) {
  const { library, viewing } = useStores()
  const kept = useKeptMark(paper.id)
  const names = useMemo(() => [...paper.aliases, ...identityOf(paper.id, kept ?? NOTHING_KEPT).aliases], [paper, kept])
  const from = useLinkedFrom(names).filter((id) => id !== paper.id)
  const id = useId()
  if (from.length === 0) return null
  const titleOf = (id: PaperId) =>
    identityOf(id, library.getState().marks.get(id) ?? NOTHING_KEPT).title ?? id.replace(/^\w+:/, '')
  return (
    <section className={styles['linked']} aria-labelledby={id}>
      <h3 id={id}>Linked from</h3>
      <ul>
        {from.map((id) => (
          <li key={id}>
            <button type="button" dir="auto" onClick={() => viewing.getState().change({ paper: id })}>
              {titleOf(id)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
