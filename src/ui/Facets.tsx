import { memo, useMemo, useState } from 'react'
import type { Facet, FacetValue } from '../engine/facets.ts'
import { fields, PATH_SEPARATOR, type Field, type FieldId } from '../model/fields.ts'
import { isValue } from '../model/names.ts'
import { excluded, parseQuery } from '../model/query.ts'
import { toggleChoice, toggleExcluded } from '../model/queryEdit.ts'
import { useAnswers, useStores, useViewing } from '../store/hooks.ts'
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
/** The values that a query chooses, and those it leaves out, by their fields. */
type Said = { readonly chosen: Values; readonly left: Values }
type Values = { readonly [F in FieldId]?: readonly string[] }

/** As text, which stays the same while only words are typed. */
function sayChoices(text: string): string {
  const query = parseQuery(text)
  return JSON.stringify({ chosen: Object.fromEntries(query.choices), left: Object.fromEntries(excluded(query)) })
}

type Group = { readonly label: string; readonly choices: readonly Choice[]; readonly total: number }

/** What the papers can be narrowed by, each value with the number of papers it would leave. */
export function Facets() {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  // A box is checked as soon as it is clicked; its counts come with the answer.
  const said = useViewing(({ view }) => sayChoices(view.text))
  const groups = useMemo(() => toGroups(facets, JSON.parse(said) as Said), [facets, said])
  return (
    <div className={styles['facets']}>
      {groups.map((group) => (
        <FacetGroup key={group.label} group={group} />
      ))}
      <Lists />
    </div>
  )
}

/** Draws again only where a value, its count or its choice has changed. */
const FacetGroup = memo(DrawnGroup, ({ group: before }, { group: after }) => {
  const isSame = ({ value, count, chosen, excluded }: Choice, other: Choice | undefined) =>
    value === other?.value && count === other.count && chosen === other.chosen && excluded === other.excluded
  return (
    before.total === after.total &&
    before.choices.length === after.choices.length &&
    before.choices.every((choice, i) => isSame(choice, after.choices[i]))
  )
})

function DrawnGroup({ group: { label, choices, total } }: { readonly group: Group }) {
  const { viewing } = useStores()
  const [whole, setWhole] = useState(false)
  const shown = whole ? choices : choices.filter(({ chosen, excluded }, i) => i < SHORT || chosen || excluded)
  const onToggle = ({ field, value, excluded }: Choice, isOut: boolean) => {
    const { view, change } = viewing.getState()
    // What is left out is let in again by either click.
    const toggle = isOut || excluded ? toggleExcluded : toggleChoice
    change({ text: toggle(view.text, field, toWord(field, value, choices)) })
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
            data-out={choice.excluded || undefined}
            title={choice.excluded ? undefined : 'Alt-click leaves these out'}
            style={{ paddingInlineStart: choice.depth * 16 }}
          >
            <input
              type="checkbox"
              checked={choice.chosen}
              aria-label={choice.label}
              aria-describedby={id}
              onChange={({ nativeEvent }) => onToggle(choice, (nativeEvent as PointerEvent).altKey)}
            />
            <span className={styles['name']} aria-hidden="true" dir="auto">
              {choice.label}
            </span>
            <span id={id} className={styles['count']}>
              {choice.excluded ? 'left out' : choice.count.toLocaleString()}
            </span>
          </label>
        )
      })}
      {choices.length > SHORT && (
        <button type="button" className={styles['more']} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole
            ? 'Fewer'
            : total > choices.length
              ? `${choices.length} more frequent`
              : `All ${total.toLocaleString()}`}
        </button>
      )}
      {whole && total > choices.length && (
        <p className={styles['rest']}>
          {(total - choices.length).toLocaleString()} more: search for them, or type {prefixOf(choices)}:
        </p>
      )}
    </fieldset>
  )
}

/** The word by which a query names the values of a group. */
const prefixOf = ([first]: readonly Choice[]) => (first ? (fields[first.field] as Field).prefix : '')

function toGroups(facets: readonly Facet[], { chosen, left }: Said): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const id of ORDER) {
    const { label, group, tree }: Field = fields[id]
    const facet = facets.find(({ field }) => field === id)
    const choices = (facet?.values ?? []).map((value): Choice => {
      const path = tree ? value.value.split(PATH_SEPARATOR) : [value.value]
      const isAmong = (values: Values) => values[id]?.some((one) => isValue(id, one, value.value)) ?? false
      const label = path.at(-1)!
      return { ...value, chosen: isAmong(chosen), excluded: isAmong(left), field: id, label, depth: path.length - 1 }
    })
    if (!facet || choices.length === 0) continue
    const name = group ?? label
    const before = groups.get(name)
    groups.set(name, {
      label: name,
      choices: [...(before?.choices ?? []), ...choices],
      total: (before?.total ?? 0) + facet.total,
    })
  }
  return [...groups.values()]
}

/** A topic by its last name where that tells it from the others, else by its whole path. */
function toWord(field: FieldId, value: string, choices: readonly Choice[]): string {
  const name = value.split(PATH_SEPARATOR).at(-1)!
  const isPlain = choices.filter((choice) => isValue(field, name, choice.value)).length === 1
  return (fields[field] as Field).tree && isPlain ? name : value
}
