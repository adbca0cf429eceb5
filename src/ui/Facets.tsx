import { useState } from 'react'
import type { Facet, FacetValue } from '../engine/facets.ts'
import { fields, PATH_SEPARATOR, type Field, type FieldId } from '../model/fields.ts'
import { isValue, toggleChoice } from '../model/query.ts'
import { useAnswers, useStores } from '../store/hooks.ts'
import { Lists } from './Lists.tsx'
import styles from './Facets.module.css'

/** Groups in the order in which they help to narrow a list. */
const ORDER: readonly FieldId[] = [
  'status',
  'starred',
  'note',
  'code',
  'tag',
  'topic',
  'award',
  'affiliation',
  'venue',
  'list',
]
const SHORT = 8
const NO_FACETS: readonly Facet[] = []

type Choice = FacetValue & { readonly field: FieldId; readonly label: string; readonly depth: number }
type Group = { readonly label: string; readonly choices: readonly Choice[] }

/** What the papers can be narrowed by, each value with the number of papers it would leave. */
export function Facets() {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  return (
    <div className={styles['facets']}>
      {toGroups(facets).map((group) => (
        <FacetGroup key={group.label} group={group} />
      ))}
      <Lists />
    </div>
  )
}

function FacetGroup({ group: { label, choices } }: { readonly group: Group }) {
  const { viewing } = useStores()
  const [whole, setWhole] = useState(false)
  const shown = whole ? choices : choices.filter(({ chosen }, i) => i < SHORT || chosen)
  const onToggle = ({ field, value }: Choice) => {
    const { view, change } = viewing.getState()
    change({ text: toggleChoice(view.text, field, toWord(field, value, choices)) })
  }
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['heading']}>{label}</legend>
      {shown.map((choice, i) => {
        const id = `count-${label}-${i}`
        return (
          <label
            key={`${choice.field} ${choice.value}`}
            className={styles['choice']}
            data-empty={choice.count === 0 || undefined}
            style={{ paddingInlineStart: choice.depth * 16 }}
          >
            <input
              type="checkbox"
              checked={choice.chosen}
              aria-label={choice.label}
              aria-describedby={id}
              onChange={() => onToggle(choice)}
            />
            <span className={styles['name']} aria-hidden="true" dir="auto">
              {choice.label}
            </span>
            <span id={id} className={styles['count']}>
              {choice.count.toLocaleString()}
            </span>
          </label>
        )
      })}
      {choices.length > SHORT && (
        <button type="button" className={styles['more']} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Fewer' : `All ${choices.length.toLocaleString()}`}
        </button>
      )}
    </fieldset>
  )
}

function toGroups(facets: readonly Facet[]): readonly Group[] {
  const groups = new Map<string, Choice[]>()
  for (const id of ORDER) {
    const { label, group, tree }: Field = fields[id]
    const values = facets.find(({ field }) => field === id)?.values ?? []
    const choices = values.map((value): Choice => {
      const path = tree ? value.value.split(PATH_SEPARATOR) : [value.value]
      return { ...value, field: id, label: path.at(-1)!, depth: path.length - 1 }
    })
    if (choices.length === 0) continue
    groups.set(group ?? label, [...(groups.get(group ?? label) ?? []), ...choices])
  }
  return [...groups].map(([label, choices]) => ({ label, choices }))
}

/** A topic by its last name where that tells it from the others, else by its whole path. */
function toWord(field: FieldId, value: string, choices: readonly Choice[]): string {
  const name = value.split(PATH_SEPARATOR).at(-1)!
  const isPlain = choices.filter((choice) => isValue(field, name, choice.value)).length === 1
  return (fields[field] as Field).tree && isPlain ? name : value
}
