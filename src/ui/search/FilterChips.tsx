import { useMemo } from 'react'
import type { NoteKey } from '../../engine/index/noteFields.ts'
import { fieldOf, isNoteField, noteFieldOf, PATH_SEPARATOR, type AnyFieldId } from '../../model/query/fields.ts'
import { excluded, parseQuery, type Choices } from '../../model/query/query.ts'
import { clearChoices, toggleChoice, toggleExcluded } from '../../model/query/queryEdit.ts'
import { useNoteKeys, useShownView, useStores } from '../../store/hooks.ts'
import type { IsKnownKey } from '../../model/query/queryTokens.ts'
import styles from './FilterChips.module.css'

/** A field as its group is called where it is one of several, “Has Code”, or as the notes call it. */
const nameOf = (id: AnyFieldId, keys: readonly NoteKey[]) => {
  const { group, label } = fieldOf(id)
  return isNoteField(id) ? keys.find(({ key }) => noteFieldOf(key) === id)?.label : (group ?? label)
}

/** The choices that are on, each with its way off. */
export function FilterChips() {
  const { viewing } = useStores()
  const text = useShownView(({ text }) => text)
  const keys = useNoteKeys()
  const { isKnown, chosen } = useMemo(() => {
    const known = new Set(keys.map(({ key }) => key))
    const isKnown: IsKnownKey = (key) => known.has(key)
    const query = parseQuery(text, isKnown)
    const toChips = (choices: Choices, isOut: boolean) =>
      [...choices].flatMap(([field, values]) => values.map((value) => ({ field, value, isOut })))
    return { isKnown, chosen: [...toChips(query.choices, false), ...toChips(excluded(query), true)] }
  }, [text, keys])
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
            <span className={styles['field']}>{nameOf(field, keys)}</span>{' '}
            <bdi>{value.split(PATH_SEPARATOR).at(-1)}</bdi>
          </span>
          <button
            type="button"
            aria-label={`Remove ${isOut ? 'not ' : ''}${nameOf(field, keys)} ${value}`}
            onClick={() => change((text) => (isOut ? toggleExcluded : toggleChoice)(text, field, value))}
          >
            ×
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles['clear']} onClick={() => change((text) => clearChoices(text, isKnown))}>
          Clear
        </button>
      </li>
    </ul>
  )
}
