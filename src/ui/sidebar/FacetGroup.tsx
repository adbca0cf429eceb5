import { memo, useState, type ReactNode } from 'react'
import { FEW_VALUES, fewOf, MAX_VALUES } from '../../engine/facets/facetValues.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { fieldOf } from '../../model/query/fields.ts'
import { isWithin, type Tree } from '../../model/query/path.ts'
import { prefixOf, type Choice, type Group } from './facetGroups.ts'
import { FacetValue } from './FacetValue.tsx'
import { readCollapsed, writeCollapsed } from './collapsedPaths.ts'
import { TagActions } from '../tags/TagActions.tsx'
import { useAllFacetValues } from './useAllFacetValues.ts'
import styles from './Facets.module.css'

const NO_CHOICES: readonly Choice[] = []

/** The values of a facet below its name. It draws again only where a value, its count or its choice has changed. */
export const FacetGroup = memo(DrawnGroup, ({ group: before }, { group: after }) => {
  const isSame = ({ value, count, read, chosen, excluded }: Choice, other: Choice | undefined) =>
    value === other?.value &&
    count === other.count &&
    read === other.read &&
    chosen === other.chosen &&
    excluded === other.excluded
  return (
    before.total === after.total &&
    before.isOnDemand === after.isOnDemand &&
    before.choices.length === after.choices.length &&
    before.choices.every((choice, i) => isSame(choice, after.choices[i]))
  )
})

function DrawnGroup({ group }: { readonly group: Group }) {
  const { label, field, choices, total, isOnDemand } = group
  const [whole, setWhole] = useState(false)
  /** Whether values are shown that are counted on demand. */
  const [isAsked, setAsked] = useState(false)
  const { tree } = fieldOf(field)
  const [collapsed, setCollapsed] = useState(() => readCollapsed(field))
  // What comes in the place of those that are hidden has to be there.
  const isFolded = tree !== undefined && collapsed.length > 0
  useAllFacetValues(whole || isFolded || isAsked ? field : '')
  const open = isFolded ? choices.filter(({ value }) => !isBelow(tree, value, collapsed)) : choices
  const isHidden = isOnDemand && !isAsked
  const shown = isHidden ? NO_CHOICES : whole ? open : fewOf(open)
  const onCollapse = (value: string) => {
    const others = collapsed.filter((other) => other !== value)
    const next = others.length < collapsed.length ? others : [...others, value]
    setCollapsed(next)
    writeCollapsed(field, next)
  }
  const most = Math.min(total, MAX_VALUES)
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['heading']} dir="auto">
        {label}
      </legend>
      {shown.map((choice, i) => {
        const value = <FacetValue key={`${choice.field} ${choice.value}`} id={`count-${field}-${i}`} {...choice} />
        if (!tree) return value
        const isCollapsed = collapsed.includes(choice.value)
        return (
          <Node key={choice.value} choice={choice} isCollapsed={isCollapsed} onCollapse={onCollapse}>
            {value}
            {field === 'tag' && <TagActions tag={choice.value} />}
          </Node>
        )
      })}
      {!isHidden && total > FEW_VALUES && (
        <button type="button" className={styles['more']} aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Fewer' : total > most ? `${printNumber(most)} more frequent` : `All ${printNumber(total)}`}
        </button>
      )}
      {!isHidden && whole && total > most && (
        <p className={styles['rest']}>
          {printNumber(total - most)} more: search for them, or type {prefixOf(field)}:
        </p>
      )}
      {isOnDemand && (
        <button type="button" className={styles['more']} aria-expanded={isAsked} onClick={() => setAsked(!isAsked)}>
          {isAsked ? 'Hide' : 'Show the most frequent'}
        </button>
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
function Node({ choice: { field, value, label, depth, isBranch }, isCollapsed, onCollapse, children }: NodeProps) {
  return (
    <div
      className={styles['node']}
      data-field={field}
      style={depth > 0 ? { marginInlineStart: depth * 16 } : undefined}
    >
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

const isBelow = (tree: Tree, value: string, collapsed: readonly string[]) =>
  collapsed.some((above) => value !== above && isWithin(tree, value, above))
