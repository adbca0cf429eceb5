import { isGroupHead, type GroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import { STATUS_LABELS, toMark } from '../../model/mark/mark.ts'
import { excerpt } from '../../model/note/noteExcerpt.ts'
import type { PaperHead } from '../../model/paper/paper.ts'
import { venueAndYear } from '../../model/query/fields.ts'
import { useLibrary } from '../../store/hooks.ts'
import { PrintedPage } from './PrintedPage.tsx'
import styles from './PrintedPage.module.css'

type Props = {
  readonly rows: readonly Listed[]
  /** The number of papers, which with groups is not that of the rows. */
  readonly total: number
  readonly withNotes: boolean
}

/** A list on paper. */
export const PrintedList = ({ rows, total, withNotes }: Props) => (
  <PrintedPage total={total}>
    {inGroups(rows).map(({ head, papers, first }) => (
      <div key={head?.group}>
        {head && (
          <h2 data-depth={head.depth} dir="auto">
            {head.label} <small>{head.count}</small>
          </h2>
        )}
        <ol start={first}>
          {papers.map((paper) => (
            <PrintedPaper key={paper.id} paper={paper} withNote={withNotes} />
          ))}
        </ol>
      </div>
    ))}
  </PrintedPage>
)

function PrintedPaper({ paper, withNote }: { readonly paper: PaperHead; readonly withNote: boolean }) {
  const mark = useLibrary(({ marks }) => marks.get(paper.id))
  const { status, starred, tags, note } = toMark(mark)
  const facts = [venueAndYear(paper), STATUS_LABELS[status], starred ? '★' : '', ...tags.map((tag) => `#${tag}`)]
  const words = withNote ? excerpt(note, NOTE_LENGTH) : ''
  return (
    <li>
      <strong dir="auto">{paper.title}</strong>
      {paper.authors.length > 0 && <div dir="auto">{paper.authors.join(', ')}</div>}
      <div className={styles['facts']} dir="auto">
        {facts.filter(Boolean).join(' · ')}
      </div>
      {words !== '' && (
        <div className={styles['note']} dir="auto">
          {words}
        </div>
      )}
    </li>
  )
}

/** About five lines. A longer note is read in the app. */
const NOTE_LENGTH = 400

type Group = { readonly head: GroupHead | null; readonly papers: PaperHead[]; readonly first: number }

/** The rows after each group header, with the number of the first paper among all. */
function inGroups(rows: readonly Listed[]): readonly Group[] {
  const groups: Group[] = []
  let next = 1
  for (const row of rows) {
    if (isGroupHead(row)) groups.push({ head: row, papers: [], first: next })
    else {
      if (groups.length === 0) groups.push({ head: null, papers: [], first: next })
      groups.at(-1)!.papers.push(row)
      next += 1
    }
  }
  return groups
}
