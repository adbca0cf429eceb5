import { isGroupHead, type Listed } from '../../engine/facets/groupRows.ts'
import { splitValues } from '../../model/note/field/noteField.ts'
import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import { firstAuthor } from '../../model/paper/personName.ts'
import { venueAndYear, type NoteFieldId } from '../../model/query/fields.ts'
import { useKeyLabels } from '../../table/notes/noteColumns.tsx'
import { useNoteValue } from '../../table/notes/NoteValue.tsx'
import { PrintedPage } from './PrintedPage.tsx'
import styles from './PrintedPage.module.css'

type Props = {
  readonly rows: readonly Listed[]
  /** The number of papers, which with groups is not that of the rows. */
  readonly total: number
  /** The keys of the notes that have a column, in order. */
  readonly fields: readonly NoteFieldId[]
}

/** The matrix on landscape paper: a table with a row for each paper, and a column for each chosen key. */
export function PrintedMatrix({ rows, total, fields }: Props) {
  const labelOf = useKeyLabels()
  return (
    <PrintedPage total={total} isLandscape>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Title</th>
            {fields.map((field) => (
              <th key={field} scope="col" dir="auto">
                {labelOf(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) =>
            isGroupHead(row) ? (
              <tr key={`group ${row.group}`}>
                <th scope="rowgroup" colSpan={fields.length + 1} dir="auto">
                  {row.label} <small>{row.count}</small>
                </th>
              </tr>
            ) : (
              // oxlint-disable-next-line react/no-array-index-key -- with groups a paper has several rows
              <PrintedRow key={`${row.id} ${i}`} paper={row} fields={fields} />
            ),
          )}
        </tbody>
      </table>
    </PrintedPage>
  )
}

const PrintedRow = ({ paper, fields }: { readonly paper: PaperHead; readonly fields: readonly NoteFieldId[] }) => (
  <tr>
    <th scope="row" dir="auto">
      <strong>{paper.title}</strong>
      <div className={styles['facts']}>
        {[firstAuthor(paper.authors), venueAndYear(paper)].filter(Boolean).join(', ')}
      </div>
    </th>
    {fields.map((field) => (
      <PrintedCell key={field} paper={paper.id} field={field} />
    ))}
  </tr>
)

const PrintedCell = ({ paper, field }: { readonly paper: PaperId; readonly field: NoteFieldId }) => (
  <td dir="auto">{splitValues(useNoteValue(paper, field)).join(', ')}</td>
)
