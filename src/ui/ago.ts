import { useEffect, useState } from 'react'

const MINUTE_MS = 60_000
const UNITS = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** A time in milliseconds since 1970 as “3 minutes ago”. */
export function printAgo(at: number): string {
  const minutes = Math.floor((Date.now() - at) / MINUTE_MS)
  if (minutes < 1) return 'just now'
  const [unit, length] = UNITS.find(([, length]) => minutes >= length)!
  return ago.format(-Math.floor(minutes / length), unit)
}

/** Draws the component again every minute. */
export function useMinutes() {
  const [, setMinutes] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMinutes((minutes) => minutes + 1), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
}
