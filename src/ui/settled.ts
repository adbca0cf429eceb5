import { useEffect, useState } from 'react'
import { useAnswers } from '../store/hooks.ts'

/** Long enough for the first rows to be painted, short enough not to be noticed. */
const PAINT_DELAY_MS = 100

/** Whether the first rows have been on the screen: what they do not need is fetched only then, to keep out of their way. */
export function useSettled(): boolean {
  const hasRows = useAnswers(({ answer }) => answer !== null)
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    if (!hasRows) return undefined
    const timer = setTimeout(() => setSettled(true), PAINT_DELAY_MS)
    return () => clearTimeout(timer)
  }, [hasRows])
  return isSettled
}
