import { ColumnsMenu } from './ColumnsMenu.tsx'
import { Transfer } from './Transfer.tsx'

/** What the head of the page offers beyond the list itself; it comes after the first rows. */
export const Tools = () => (
  <>
    <ColumnsMenu />
    <Transfer />
  </>
)
