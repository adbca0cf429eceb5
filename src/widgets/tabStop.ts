import { createContext, useContext } from 'react'

/** Tab enters the list at one row; the controls of every other row are out of its way. Null outside of the list. */
export const TabStop = createContext<boolean | null>(null)

/** The `tabIndex` of a control, which may stand in a row of the list or elsewhere. */
export function useTabIndex(): 0 | -1 | undefined {
  const isStop = useContext(TabStop)
  return isStop === null ? undefined : isStop ? 0 : -1
}
