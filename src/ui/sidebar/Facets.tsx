import { memo, useMemo, useState, type ReactNode } from 'react'
import type { Facet } from '../../engine/facets/facetValues.ts'
import { FEW_VALUES, MAX_VALUES } from '../../engine/facets/facetValues.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { PATH_SEPARATOR } from '../../model/query/fields.ts'
import { useAnswers } from '../../store/hooks.ts'
import { prefixOf, toGroups, type Choice, type Group } from './facetGroups.ts'
import { FacetValue } from './FacetValue.tsx'
import { ListInfo } from './ListInfo.tsx'
import { readCollapsed, writeCollapsed } from './collapsedTopics.ts'
import { GroupBy } from './GroupBy.tsx'
import { useMediaQuery } from '../controls/useMediaQuery.ts'
import { useAllFacetValues } from './useAllFacetValues.ts'
import styles from './Facets.module.css'

const NO_FACETS: readonly Facet[] = []

/** What the papers can be narrowed by, each value with the number of papers it would leave. */
export function Facets() {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  const groups = useMemo(() => toGroups(facets), [facets])
  // There the menu of columns is not.
  const isPhone = useMediaQuery('(max-width: 720px)')
  return (
    <div className={styles['facets']}>
      {isPhone && <GroupBy />}
      {groups.map((group) => (
        <FacetGroup key={group.label} group={group} />
      ))}
      <ListInfo />
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
  useAllFacetValues(whole || isFolded ? choices[0]!.field : '')
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
        const value = <FacetValue key={`${choice.field} ${choice.value}`} id={`count-${label}-${i}`} {...choice} />
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
