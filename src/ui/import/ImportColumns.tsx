import { useState } from 'react'
import { correctColumn } from '../../formats/csv/columns.ts'
import type { Column, FactColumn, TableColumn } from '../../formats/entry/columnNames.ts'
import type { Mapping } from '../../formats/csv/mapping.ts'
import styles from './ImportColumns.module.css'

/** The fields that a column can hold, in the order of the menu. */
const LABELS: Readonly<Record<Column, string>> = {
  title: 'Title',
  subtitle: 'Subtitle',
  authors: 'Authors',
  year: 'Year',
  venue: 'Venue',
  affiliations: 'Affiliations',
  topics: 'Topics',
  doi: 'DOI',
  arxiv: 'arXiv id',
  url: 'Address of the paper',
  pdf: 'Address of the PDF',
  code: 'Address of the code',
  links: 'Other addresses',
  awards: 'Awards',
  notices: 'Notices',
  abstract: 'Abstract',
  highlights: 'Highlights',
  status: 'My status',
  starred: 'My star',
  tags: 'My tags',
  note: 'My note',
}
/** What is kept with a paper and shown under “More”. */
const FACT_LABELS: Readonly<Record<FactColumn, string>> = {
  volume: 'Volume',
  number: 'Issue',
  pages: 'Pages',
  firstPage: 'First page',
  lastPage: 'Last page',
  publisher: 'Publisher',
  address: 'Place of publication',
  edition: 'Edition',
  series: 'Series',
  editor: 'Editors',
  isbn: 'ISBN',
  issn: 'ISSN',
  keywords: 'Keywords',
  language: 'Language',
  type: 'Type of publication',
  key: 'Citation key',
}

type Props = {
  readonly columns: readonly TableColumn[]
  readonly onCorrect: (mapping: Mapping) => void
}

/** The recognised columns of a table, each of which the user can correct. Open at first if no column is the title. */
export function ImportColumns({ columns, onCorrect }: Props) {
  const [isOpen] = useState(() => columns.every(({ holds }) => holds !== 'title'))
  const used = columns.filter(({ holds }) => holds !== null).length
  return (
    <details open={isOpen}>
      <summary>
        Columns: {used} of {columns.length} used
      </summary>
      <ul className={styles['columns']}>
        {columns.map(({ name, samples, holds }, at) => {
          const called = name || `Column ${at + 1}`
          return (
            // oxlint-disable-next-line react/no-array-index-key -- the index identifies a column
            <li key={at}>
              <span className={styles['name']} dir="auto">
                {called}
              </span>
              <small dir="auto">{samples.join(' · ') || 'empty'}</small>
              <select
                aria-label={`What “${called}” holds`}
                value={holds ?? ''}
                onChange={({ target }) =>
                  onCorrect(correctColumn(columns, at, (target.value || null) as TableColumn['holds']))
                }
              >
                <option value="">Not used</option>
                <Options labels={LABELS} />
                <optgroup label="Shown under More">
                  <Options labels={FACT_LABELS} />
                </optgroup>
              </select>
            </li>
          )
        })}
      </ul>
    </details>
  )
}

const Options = ({ labels }: { readonly labels: Readonly<Record<string, string>> }) =>
  Object.entries(labels).map(([column, label]) => (
    <option key={column} value={column}>
      {label}
    </option>
  ))
