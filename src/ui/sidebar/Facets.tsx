import { useMemo } from 'react'
import type { Facet } from '../../engine/facets/facetValues.ts'
import { useAnswers, useNoteKeys, useShownView } from '../../store/hooks.ts'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import { FacetGroup } from './FacetGroup.tsx'
import { toGroups } from './facetGroups.ts'
import { ListInfo } from './ListInfo.tsx'
import styles from './Facets.module.css'

const KeyFacets = lazyNamed(() => import('./KeyFacets.tsx'), 'KeyFacets')

const NO_FACETS: readonly Facet[] = []

/** What the papers can be narrowed by, each value with the number of papers it would leave. */
export function Facets() {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  const groups = useMemo(() => toGroups(facets), [facets])
  const hasKeys = useNoteKeys().length > 0
  const hasOwn = useShownView(({ facets }) => facets.length > 0)
  return (
    <div className={styles['facets']}>
      {groups.map((group) => (
        <FacetGroup key={group.label} group={group} />
      ))}
      <OnDemand>{(hasKeys || hasOwn) && <KeyFacets facets={facets} />}</OnDemand>
      <ListInfo />
    </div>
  )
}
