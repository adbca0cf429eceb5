import { useMemo } from 'react'
import { fields, PATH_SEPARATOR, type Field, type FieldId } from '../../model/query/fields.ts'
import { excluded, parseQuery, type Choices } from '../../model/query/query.ts'
import { clearChoices, toggleChoice, toggleExcluded } from '../../model/query/queryEdit.ts'
import { useShownView, useStores } from '../../store/hooks.ts'
import styles from './FilterChips.module.css'

/** A field as its group is called where it is one of several: “Has Code”. */
const nameOf = (id: FieldId) => {
  const { group, label }: Field = fields[id]
  return group ?? label
}

/** The choices that are on, each with its way off. */
export function FilterChips() {
  const { viewing } = useStores()
  const text = useShownView(({ text }) => text)
  const chosen = useMemo(() => {
    const query = parseQuery(text)
    const toChips = (choices: Choices, isOut: boolean) =>
      [...choices].flatMap(([field, values]) => values.map((value) => ({ field, value, isOut })))
    return [...toChips(query.choices, false), ...toChips(excluded(query), true)]
  }, [text])
  if (chosen.length === 0) return null
  const change = (edit: (text: string) => string) => {
    const { view, change } = viewing.getState()
    change({ text: edit(view.text) })
  }
  return (
    <ul className={styles['chips']} aria-label="Active filters">
      {chosen.map(({ field, value, isOut }) => (
        <li key={`${field} ${value} ${isOut}`} className={styles['chip']} data-out={isOut || undefined}>
          <span>
            {isOut && 'not '}
            <span className={styles['field']}>{nameOf(field)}</span> <bdi>{value.split(PATH_SEPARATOR).at(-1)}</bdi>
          </span>
          <button
            type="button"
            aria-label={`Remove ${isOut ? 'not ' : ''}${nameOf(field)} ${value}`}
            onClick={() => change((text) => (isOut ? toggleExcluded : toggleChoice)(text, field, value))}
          >
            ×
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles['clear']} onClick={() => change(clearChoices)}>
          Clear
        </button>
      </li>
    </ul>
  )
}
