import { createContext, useContext } from 'react'

/** Whether a row is the one where Tab enters the list. Controls of other rows are skipped. Null outside of the list. */
export const TabStop = createContext<boolean | null>(null)

/** The `tabIndex` of a control, in a row of the list or elsewhere. */
export function useTabIndex(): 0 | -1 | undefined {
  const isStop = useContext(TabStop)
  return isStop === null ? undefined : isStop ? 0 : -1
}
