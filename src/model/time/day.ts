/** `2026-11-22`, as the user's calendar has it at a time in milliseconds since 1970. */
export function day(ms: number): string {
  const date = new Date(ms)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `2026-11`, in the same way. */
export const month = (ms: number): string => day(ms).slice(0, '2026-11'.length)

/** `2026-11` as people write it, such as “November 2026”. */
export function printMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }).format(new Date(year, number - 1, 1))
}

export const DAY_MS = 86_400_000

/** The number of the day on which a time lies in the user's calendar, whose days need not have 24 hours. */
export function dayNumber(ms: number): number {
  const date = new Date(ms)
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS
}
