import { FilterChips } from '../search/FilterChips.tsx'
import { SpellingCorrection } from '../search/SpellingCorrection.tsx'

/** Above the list: the filter chips and the spelling correction. */
export const AboveList = () => (
  <>
    <FilterChips />
    <SpellingCorrection />
  </>
)
