/** Time zones whose days differ: no summer time, much of it, days that begin at one o’clock, and a skipped day. */
export const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Pacific/Apia', 'Asia/Kathmandu']

/** Runs a function in a time zone. */
export function inZone<T>(zone: string, work: () => T): T {
  const before = process.env.TZ
  process.env.TZ = zone
  try {
    return work()
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
}
