import { memo, useMemo, useState, type ReactNode } from 'react'
import type { Facet, FacetValue } from '../engine/facetValues.ts'
import { FEW_VALUES, MAX_VALUES } from '../engine/sending.ts'
import { printNumber } from '../model/counting.ts'
import { fields, PATH_SEPARATOR, type Field, type FieldId } from '../model/fields.ts'
import { foldName } from '../model/names.ts'
import { toggleChoice, toggleExcluded } from '../model/queryEdit.ts'
import { useAnswers, useStores } from '../store/hooks.ts'
import { Lists } from './Lists.tsx'
import { readCollapsed, writeCollapsed } from './topics.ts'
import { GroupBy } from './GroupBy.tsx'
import { useMedia } from './media.ts'
import { useWide } from './wide.ts'
import styles from './Facets.module.css'

/** Groups in the order in which they help to narrow a list. */
const ORDER: readonly FieldId[] = [
  'status',
  'starred',
  'note',
  'code',
  'awarded',
  'tag',
  'topic',
  'award',
  'affiliation',
  'venue',
  'list',
]
const NO_FACETS: readonly Facet[] = []

type Choice = FacetValue & {
  readonly field: FieldId
  readonly label: string
  readonly depth: number
  /** Whether there are values below it. */
  readonly isBranch: boolean
  /** Whether another value has the same label. */
  readonly isShared: boolean
}
type Group = { readonly label: string; readonly choices: readonly Choice[]; readonly total: number }

/** What the papers can be narrowed by, each value with the number of papers it would leave. */
export function Facets() {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  const groups = useMemo(() => toGroups(facets), [facets])
  // There the menu of columns is not.
  const isPhone = useMedia('(max-width: 720px)')
  return (
    <div className={styles['facets']}>
      {isPhone && <GroupBy />}
      {groups.map((group) => (
        <FacetGroup key={group.label} group={group} />
      ))}
      <Lists />
    </div>
  )
}

/** Draws again only where a value, its count or its choice has changed. */
const FacetGroup = memo(DrawnGroup, ({ group: before }, { group: after }) => {
  const isSame = ({ value, count, read, chosen, excluded }: Choice, other: Choice | undefined) =>
    value === other?.value &&
    count === other.count &&
    read === other.read &&
    chosen === other.chosen &&
    excluded === other.excluded
  return (
    before.total === after.total &&
    before.choices.length === after.choices.length &&
    before.choices.every((choice, i) => isSame(choice, after.choices[i]))
  )
})

function DrawnGroup({ group: { label, choices, total } }: { readonly group: Group }) {
  const [whole, setWhole] = useState(false)
  const [collapsed, setCollapsed] = useState(readCollapsed)
  const isTree = choices[0]!.read !== undefined
  // What comes in the place of those that are hidden has to be there.
  const isFolded = isTree && collapsed.length > 0
  useWide(whole || isFolded ? choices[0]!.field : '')
  const open = isFolded ? choices.filter(({ value }) => !isWithin(value, collapsed)) : choices
  const shown = whole ? open : open.filter(({ chosen, excluded }, i) => i < FEW_VALUES || chosen || excluded)
  const onCollapse = (value: string) => {
    const others = collapsed.filter((other) => other !== value)
    const next = others.length < collapsed.length ? others : [...others, value]
    setCollapsed(next)
    writeCollapsed(next)
  }
  const most = Math.min(total, MAX_VALUES)
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['heading']}>{label}</legend>
      {shown.map((choice, i) => {
        const value = <Value key={`${choice.field} ${choice.value}`} id={`count-${label}-${i}`} {...choice} />
        if (!isTree) return value
        const isCollapsed = collapsed.includes(choice.value)
        return (
          <Node key={choice.value} choice={choice} isCollapsed={isCollapsed} onCollapse={onCollapse}>
            {value}
          </Node>
        )
      })}
      {total > FEW_VALUES && (
        <button type="button" className={styles['more']} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Fewer' : total > most ? `${printNumber(most)} more frequent` : `All ${printNumber(total)}`}
        </button>
      )}
      {whole && total > most && (
        <p className={styles['rest']}>
          {printNumber(total - most)} more: search for them, or type {prefixOf(choices)}:
        </p>
      )}
    </fieldset>
  )
}

type NodeProps = {
  readonly choice: Choice
  readonly isCollapsed: boolean
  readonly onCollapse: (value: string) => void
  readonly children: ReactNode
}

/** A value of a tree, with what hides the values below it. */
function Node({ choice: { value, label, depth, isBranch }, isCollapsed, onCollapse, children }: NodeProps) {
  return (
    <div className={styles['node']} style={depth > 0 ? { marginInlineStart: depth * 16 } : undefined}>
      {isBranch && (
        <button
          type="button"
          className={styles['fold']}
          aria-label={`Below ${label}`}
          aria-expanded={!isCollapsed}
          onClick={() => onCollapse(value)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M6 4l4 4-4 4" />
          </svg>
        </button>
      )}
      {children}
    </div>
  )
}

const isWithin = (value: string, collapsed: readonly string[]) =>
  collapsed.some((above) => value.startsWith(`${above}${PATH_SEPARATOR}`))

/** What a box was before it was clicked, and what the click made of it. */
type Clicked = { readonly was: boolean; readonly is: boolean }

/** A value to choose or to leave out, with the number of papers that it would leave. */
const Value = memo(function Value({ id, ...choice }: Choice & { readonly id: string }) {
  const { field, value, label, isShared, count, read, chosen, excluded } = choice
  return (
    <label
      className={styles['choice']}
      data-empty={count === 0 || undefined}
      data-out={excluded || undefined}
      title={excluded ? undefined : 'Alt-click leaves these out'}
    >
      <Box
        label={label}
        field={field}
        word={toWord(field, value, label, isShared)}
        chosen={chosen}
        excluded={excluded}
        describedBy={read === undefined ? id : `${id} ${id}-read`}
      />
      <span id={id} className={styles['count']}>
        {excluded ? 'left out' : printNumber(count)}
      </span>
      {read !== undefined && (
        <span
          id={`${id}-read`}
          role="img"
          aria-label={`${printNumber(read)} of ${printNumber(count)} read`}
          className={styles['read']}
        >
          <span style={{ inlineSize: `${count > 0 ? (100 * read) / count : 0}%` }} />
        </span>
      )}
    </label>
  )
})

type BoxProps = Pick<Choice, 'label' | 'field' | 'chosen' | 'excluded'> & {
  /** The value as a query names it. */
  readonly word: string
  readonly describedBy: string
}

/** What is clicked. Most counts change with every answer; this does not, and is not drawn again for them. */
const Box = memo(function Box({ label, field, word, chosen, excluded, describedBy }: BoxProps) {
  const { viewing } = useStores()
  // A box is checked as soon as it is clicked; the counts come with the answer.
  const [clicked, setClicked] = useState<Clicked | null>(null)
  const isChecked = clicked && clicked.was === chosen ? clicked.is : chosen
  const onToggle = (isOut: boolean) => {
    const { view, change } = viewing.getState()
    if (!isOut && !excluded) setClicked({ was: chosen, is: !isChecked })
    // What is left out is let in again by either click.
    const toggle = isOut || excluded ? toggleExcluded : toggleChoice
    change({ text: toggle(view.text, field, word) })
  }
  return (
    <>
      <input
        type="checkbox"
        checked={isChecked}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={({ nativeEvent }) => onToggle((nativeEvent as PointerEvent).altKey)}
      />
      <span className={styles['name']} aria-hidden="true" dir="auto">
        {label}
      </span>
    </>
  )
})

/** The word by which a query names the values of a group. */
const prefixOf = ([first]: readonly Choice[]) => (first ? (fields[first.field] as Field).prefix : '')

function toGroups(facets: readonly Facet[]): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const id of ORDER) {
    const { label, group, tree }: Field = fields[id]
    const facet = facets.find(({ field }) => field === id)
    const shared = new Set(facet?.shared)
    const choices = (facet?.values ?? []).map((value, i, values): Choice => {
      const path = tree ? value.value.split(PATH_SEPARATOR) : [value.value]
      const label = path.at(-1)!
      return {
        ...value,
        field: id,
        label,
        depth: path.length - 1,
        isBranch: tree !== undefined && (values[i + 1]?.value.startsWith(`${value.value}${PATH_SEPARATOR}`) ?? false),
        isShared: shared.has(foldName(label)),
      }
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
const toWord = (field: FieldId, value: string, label: string, isShared: boolean) =>
  (fields[field] as Field).tree && !isShared ? label : value
