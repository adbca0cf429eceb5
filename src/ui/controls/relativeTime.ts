import { useEffect, useState } from 'react'
import { printCount } from '../../model/numberFormat.ts'

const MINUTE_MS = 60_000
const SPANS = [
  ['year', 365],
  ['month', 30],
  ['day', 1],
] as const
const DAY_MS = 86_400_000

/** A duration of a day and more as “12 days”, in a unit of which it has at least two. */
export function formatDuration(ms: number): string {
  const days = Math.max(1, Math.floor(ms / DAY_MS))
  const [unit, length] = SPANS.find(([, length]) => days >= 2 * length) ?? SPANS[2]
  return printCount(Math.floor(days / length), unit)
}

const UNITS = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** A time in milliseconds since 1970 as “3 minutes ago”. */
export function formatRelativeTime(at: number): string {
  const minutes = Math.floor((Date.now() - at) / MINUTE_MS)
  if (minutes < 1) return 'just now'
  const [unit, length] = UNITS.find(([, length]) => minutes >= length)!
  return ago.format(-Math.floor(minutes / length), unit)
}

/** Renders the component again every minute. */
export function useMinuteTick() {
  const [, setMinutes] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMinutes((minutes) => minutes + 1), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
}
