import { useRef, useState } from 'react'
import type { Facet } from '../../engine/facets/facetValues.ts'
import type { NoteFieldId } from '../../model/query/fields.ts'
import { clearField } from '../../model/query/queryEdit.ts'
import { useShownView, useStores } from '../../store/hooks.ts'
import { useKeyLabels } from '../../table/notes/noteColumns.tsx'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import { FacetGroup } from './FacetGroup.tsx'
import { toChoices } from './facetGroups.ts'
import { useAllFacetValues } from './useAllFacetValues.ts'
import small from '../../widgets/SmallButton.module.css'
import styles from './Facets.module.css'

const KeyMenu = lazyNamed(() => import('./KeyMenu.tsx'), 'KeyMenu')

/** The facets of keys of the notes that the user has added, and a menu to add another. */
export function KeyFacets({ facets }: { readonly facets: readonly Facet[] }) {
  const { viewing } = useStores()
  const labelOf = useKeyLabels()
  const added = useShownView(({ facets }) => facets)
  useAllFacetValues(added.join(' '))
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)

  const onAdd = (field: NoteFieldId) => viewing.getState().change({ facets: [...added, field] })
  const onRemove = (field: NoteFieldId) => {
    const { view, change } = viewing.getState()
    const others = view.facets.filter((other) => other !== field)
    button.current?.focus()
    change({ facets: others, text: clearField(view.text, field) })
  }
  return (
    <>
      {added.map((field) => {
        const facet = facets.find((facet) => facet.field === field)
        const group = {
          field,
          label: labelOf(field),
          choices: facet ? toChoices(facet) : [],
          total: facet?.total ?? 0,
          isOnDemand: false,
        }
        return (
          <div key={field} className={styles['added']}>
            <button
              type="button"
              className={`${small['small']} ${styles['remove']}`}
              aria-label={`Remove filter ${group.label}`}
              onClick={() => onRemove(field)}
            >
              ×
            </button>
            <FacetGroup group={group} />
          </div>
        )
      })}
      <button
        ref={button}
        type="button"
        className={styles['more']}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        Add filter…
      </button>
      {isOpen && (
        <OnDemand>
          <KeyMenu anchor={button} added={added} onAdd={onAdd} onClose={() => setOpen(false)} />
        </OnDemand>
      )}
    </>
  )
}
