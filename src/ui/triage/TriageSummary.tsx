import { STATUS_LABELS } from '../../model/mark/mark.ts'
import { printNumber } from '../../model/numberFormat.ts'
import type { PaperFacts } from '../../model/paper/paper.ts'
import { useLibrary } from '../../store/hooks.ts'
import { countStatuses } from '../../store/library/triage.ts'

/** The end of a triage: how many of its papers have which status. */
export function TriageSummary({ papers }: { readonly papers: readonly PaperFacts[] }) {
  const marks = useLibrary(({ marks }) => marks)
  const counts = [...countStatuses(papers, marks)].filter(([, count]) => count > 0)
  return (
    <>
      <h2>All done</h2>
      <ul>
        {counts.map(([status, count]) => (
          <li key={status}>
            {printNumber(count)} {STATUS_LABELS[status].toLowerCase()}
          </li>
        ))}
      </ul>
    </>
  )
}
