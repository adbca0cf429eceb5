import { useEffect } from 'react'
import type { AnyFieldId } from '../../model/query/fields.ts'
import { useStores } from '../../store/hooks.ts'

/** Has more than the first values of facets come with every answer, as long as the component is there; names in one text. */
export function useAllFacetValues(fields: string) {
  const { answers } = useStores()
  useEffect(
    () => (fields ? answers.getState().expandFacets(fields.split(' ') as AnyFieldId[]) : undefined),
    [answers, fields],
  )
}
