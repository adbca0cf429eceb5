import { FilterChips } from '../search/FilterChips.tsx'
import { SpellingCorrection } from '../search/SpellingCorrection.tsx'

/** What stands above the lines: what they were narrowed by, and what was looked for in place of what is nowhere. */
export const AboveList = () => (
  <>
    <FilterChips />
    <SpellingCorrection />
  </>
)
