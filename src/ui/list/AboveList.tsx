import { FilterChips } from '../search/FilterChips.tsx'
import { OrSuggestion } from '../search/OrSuggestion.tsx'
import { SpellingCorrection } from '../search/SpellingCorrection.tsx'
import { ListOrder } from './ListOrder.tsx'

/** Above the list: its order, the filter chips, the spelling correction and the offer of OR. */
export const AboveList = () => (
  <>
    <ListOrder />
    <FilterChips />
    <SpellingCorrection />
    <OrSuggestion />
  </>
)
