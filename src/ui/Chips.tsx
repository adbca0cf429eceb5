import { useMemo } from 'react'
import { fields, PATH_SEPARATOR, type Field, type FieldId } from '../model/fields.ts'
import { clearChoices, parseQuery, toggleChoice } from '../model/query.ts'
import { useStores, useViewing } from '../store/hooks.ts'
import styles from './Chips.module.css'

/** A field as its group is called where it is one of several: “Has Code”. */
const nameOf = (id: FieldId) => {
  const { group, label }: Field = fields[id]
  return group ?? label
}

/** The choices that are on, each with its way off. */
export function Chips() {
  const { viewing } = useStores()
  const text = useViewing(({ view }) => view.text)
  const chosen = useMemo(
    () => [...parseQuery(text).choices].flatMap(([field, values]) => values.map((value) => ({ field, value }))),
    [text],
  )
  if (chosen.length === 0) return null
  const { change } = viewing.getState()
  return (
    <ul className={styles['chips']} aria-label="Filters that are on">
      {chosen.map(({ field, value }) => (
        <li key={`${field} ${value}`} className={styles['chip']}>
          <span>
            <span className={styles['field']}>{nameOf(field)}</span> {value.split(PATH_SEPARATOR).at(-1)}
          </span>
          <button
            type="button"
            aria-label={`Remove ${nameOf(field)} ${value}`}
            onClick={() => change({ text: toggleChoice(text, field, value) })}
          >
            ×
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles['clear']} onClick={() => change({ text: clearChoices(text) })}>
          Clear
        </button>
      </li>
    </ul>
  )
}
