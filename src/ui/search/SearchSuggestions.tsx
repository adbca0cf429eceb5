import { useMemo, type RefObject } from 'react'
import type { Facet } from '../../engine/facets/facetValues.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { useAnswers, useNoteKeys } from '../../store/hooks.ts'
import { Autocomplete, type Press } from '../controls/Autocomplete.tsx'
import { begunFields, suggest } from './querySuggestions.ts'
import { useAllFacetValues } from '../sidebar/useAllFacetValues.ts'

const NO_FACETS: readonly Facet[] = []

type Props = {
  readonly text: string
  readonly input: RefObject<HTMLInputElement | null>
  readonly takeKeys: (press: Press | null) => void
  readonly onChoose: (text: string) => void
}

/** Values that the query may go on with, below the search box. */
export function SearchSuggestions({ text, input, takeKeys, onChoose }: Props) {
  const facets = useAnswers(({ answer }) => answer?.facets ?? NO_FACETS)
  const keys = useNoteKeys()
  useAllFacetValues(begunFields(text))
  const found = useMemo(() => suggest(text, facets, keys), [text, facets, keys])
  return (
    <Autocomplete
      label="Values"
      of={text}
      found={found}
      keyOf={({ text }) => text}
      box={input}
      takeKeys={takeKeys}
      onChoose={({ text }) => onChoose(text)}
    >
      {({ kind, name, count }) => (
        <>
          <span dir="auto">{name}</span> <small>{kind}</small> <small>{printNumber(count)}</small>
        </>
      )}
    </Autocomplete>
  )
}
