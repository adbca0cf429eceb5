import { Chips } from './Chips.tsx'
import { Instead } from './Instead.tsx'

/** What stands above the lines: what they were narrowed by, and what was looked for in place of what is nowhere. */
export const Above = () => (
  <>
    <Chips />
    <Instead />
  </>
)
