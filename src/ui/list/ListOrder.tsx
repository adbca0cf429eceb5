import type { ReactNode } from 'react'
import {
  fieldEntries,
  fields,
  isAnyFieldId,
  isNoteField,
  noteFieldOf,
  type AnyFieldId,
  type FieldId,
} from '../../model/query/fields.ts'
import { parseQuery } from '../../model/query/query.ts'
import { GROUP_FIELDS, LAYOUTS, type Layout, type Sort } from '../../model/query/view.ts'
import { useAnswers, useNoteKeys, useShownView, useStores } from '../../store/hooks.ts'
import { columnChoices } from '../../table/columns.tsx'
import { useKeyLabels } from '../../table/notes/noteColumns.tsx'
import { columnsIn } from '../../table/shownColumns.ts'
import styles from './ListOrder.module.css'

const SORT_FIELDS = fieldEntries.flatMap(([id, { sortKey }]) => (sortKey ? [id] : []))

/** Years have no column. */
const isNewestFirst = (by: AnyFieldId) => columnChoices.find(({ id }) => id === by)?.newestFirst ?? by === 'year'

/** By what the list is sorted, and by what it is grouped. Rows stay where they are while their keys are filled. */
export function ListOrder() {
  const { viewing, answers } = useStores()
  const sort = useShownView(({ sort }) => sort)
  const group = useShownView(({ group }) => group)
  const hasWords = useShownView(({ text }) => parseQuery(text).words.length > 0)
  const isOutdated = useAnswers(({ answer }) => answer?.isOutdated ?? false)
  const { change } = viewing.getState()
  return (
    <div className={styles['order']} role="group" aria-label="Order of the list">
      {isOutdated && (
        <button
          type="button"
          className={styles['again']}
          aria-label="Sort again"
          title="Sort again"
          onClick={answers.getState().sortAgain}
        >
          <span>Sort again</span>
        </button>
      )}
      <LayoutChoice />
      <Choice
        label="Sort"
        value={sort[0]?.by ?? null}
        none={hasWords ? 'Relevance' : 'List order'}
        choices={SORT_FIELDS}
        onChoose={(by) => change({ sort: by ? [{ by, descending: isNewestFirst(by) }] : [] })}
      >
        {sort.length > 0 && <Direction sort={sort} onChange={(sort) => change({ sort })} />}
      </Choice>
      <Choice
        label="Group by"
        value={group}
        none="Nothing"
        choices={GROUP_FIELDS}
        onChoose={(group) => change({ group })}
      />
    </div>
  )
}

/** How the rows are laid out, and in the matrix a button for another of its columns. */
function LayoutChoice() {
  const { viewing, screen } = useStores()
  const layout = useShownView(({ columns }) => columns.layout)
  const keys = useNoteKeys()
  const onChoose = (layout: Layout) => {
    const { view, change } = viewing.getState()
    change({ columns: columnsIn(layout, view.columns, keys) })
  }
  return (
    <>
      <label className={styles['layout']}>
        <span>Layout</span>
        <select
          aria-label="Layout"
          className={styles['select']}
          value={layout}
          onChange={({ target }) => {
            onChoose(target.value as Layout)
            leaveChoice(target)
          }}
        >
          {LAYOUTS.map((layout) => (
            <option key={layout} value={layout}>
              {LAYOUT_LABELS[layout]}
            </option>
          ))}
        </select>
      </label>
      {layout === 'matrix' && (
        <button
          type="button"
          className={styles['plain']}
          onClick={() => screen.getState().sendKeyboard({ place: 'new key' })}
        >
          New key…
        </button>
      )}
    </>
  )
}

const LAYOUT_LABELS: Readonly<Record<Layout, string>> = { list: 'List', matrix: 'Matrix' }

/** After a choice by pointer the keys act on the list again. */
function leaveChoice(select: HTMLSelectElement) {
  if (!select.matches(':focus-visible')) select.blur()
}

type Props = {
  readonly label: string
  readonly value: AnyFieldId | null
  /** What the choice of no field is called. */
  readonly none: string
  readonly choices: readonly FieldId[]
  readonly onChoose: (field: AnyFieldId | null) => void
  readonly children?: ReactNode
}

function Choice({ label, value, none, choices, onChoose, children }: Props) {
  const keys = useNoteKeys().map(({ key, label }) => [noteFieldOf(key), label] as const)
  const labelOf = useKeyLabels()
  // A chosen key may be in no note, or not yet.
  const isLacking = value !== null && isNoteField(value) && !keys.some(([id]) => id === value)
  const ofNotes = isLacking ? [...keys, [value, labelOf(value)] as const] : keys
  return (
    <span className={styles['choice']}>
      <label>
        {label}
        <select
          aria-label={label}
          className={styles['select']}
          value={value ?? ''}
          onChange={({ target }) => {
            onChoose(isAnyFieldId(target.value) ? target.value : null)
            leaveChoice(target)
          }}
        >
          <option value="">{none}</option>
          {choices.map((id) => (
            <option key={id} value={id}>
              {fields[id].label}
            </option>
          ))}
          {ofNotes.length > 0 && (
            <optgroup label="From your notes">
              {ofNotes.map(([id, label]) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {children}
    </span>
  )
}

/** Turns the first order around. Others, which a Shift-click on a header adds, stay behind it. */
function Direction({ sort, onChange }: { readonly sort: Sort; readonly onChange: (sort: Sort) => void }) {
  const [first, ...others] = sort
  const { by, descending } = first!
  const label = descending ? 'Sort ascending' : 'Sort descending'
  return (
    <button
      type="button"
      className={styles['direction']}
      aria-label={label}
      title={label}
      onClick={() => onChange([{ by, descending: !descending }, ...others])}
    >
      {descending ? '↓' : '↑'}
    </button>
  )
}
