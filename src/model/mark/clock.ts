/**
 * A stamp of a hybrid logical clock: milliseconds, a counter and the writer, in one string whose alphabetical order is
 * the order of time. No two writes have the same stamp. (Kulkarni et al., “Logical Physical Clocks”, 2014.)
 */
export type Stamp = string & { readonly __brand: 'Stamp' }

const TIME_DIGITS = 9
const COUNT_DIGITS = 4
const COUNT_END = 36 ** COUNT_DIGITS

const SHAPE = new RegExp(`^[0-9a-z]{${TIME_DIGITS}}-[0-9a-z]{${COUNT_DIGITS}}-[0-9a-z]+$`)

/**
 * The last millisecond before the year 3000. No clock goes past it, whatever the device says, because digits would run
 * out.
 */
const LAST_MS = 32_503_680_000_000 - 1

/**
 * When this code was written, in milliseconds since 1970. A device with an earlier clock is behind, and takes no later
 * stamp for ahead.
 */
const RELEASED_MS = Date.UTC(2026, 10, 28)
const DAY_MS = 86_400_000

export const isStamp = (value: unknown): value is Stamp => typeof value === 'string' && SHAPE.test(value)

/** Whether a stamp is ahead of `now`, in milliseconds since 1970, by more than a day. */
export const isAhead = (stamp: Stamp, now: number): boolean =>
  timeOf(stamp) > Math.min(LAST_MS, Math.max(now, RELEASED_MS)) + DAY_MS

/** The time of the stamp by its writer’s clock, in milliseconds since 1970. */
export const timeOf = (stamp: Stamp): number => Number.parseInt(stamp.slice(0, TIME_DIGITS), 36)

/** The same; null where the stamp follows a later one and so says nothing of its writer’s clock. */
export const wallTimeOf = (stamp: Stamp): number | null => (countOf(stamp) === 0 ? timeOf(stamp) : null)

/** The writer of the stamp: a page of the app, for as long as it was open. */
export const writerOf = (stamp: Stamp): string => stamp.slice(TIME_DIGITS + COUNT_DIGITS + 2)

const countOf = (stamp: Stamp) => Number.parseInt(stamp.slice(TIME_DIGITS + 1, TIME_DIGITS + 1 + COUNT_DIGITS), 36)

/** The stamp right after another, by a writer of that name; null stands for the day when this was written. */
export function stampAfter(stamp: Stamp | null, writer: string): Stamp {
  const [time, count] = stamp === null ? [RELEASED_MS, 0] : [timeOf(stamp), countOf(stamp)]
  return count + 1 < COUNT_END ? printStamp(time, count + 1, writer) : printStamp(time + 1, 0, writer)
}

const printStamp = (time: number, count: number, writer: string) =>
  `${time.toString(36).padStart(TIME_DIGITS, '0')}-${count.toString(36).padStart(COUNT_DIGITS, '0')}-${writer}` as Stamp

export type Clock = {
  /** A stamp later than every stamp made or seen so far, even if the wall clock went back. */
  tick(): Stamp
  /** Tells the clock of a stamp from elsewhere. The clock does not follow one that is ahead (`isAhead`). */
  see(stamp: Stamp): void
}

/** A clock for one writer. `writer` must be unique (lower-case letters and digits); `now` returns milliseconds. */
export function createClock(writer: string, now: () => number): Clock {
  let time = 0
  let count = 0
  /**
   * The latest time that the device ever reported. What this page wrote then is not ahead where its clock is set back.
   */
  let latest = 0
  const readWall = () => {
    const wall = Math.min(LAST_MS, Math.max(0, Math.floor(now())))
    latest = Math.max(latest, wall)
    return wall
  }
  return {
    tick() {
      const wall = readWall()
      if (wall > time) [time, count] = [wall, 0]
      else if (count + 1 < COUNT_END) count += 1
      else [time, count] = [time + 1, 0]
      return printStamp(time, count, writer)
    },
    see(stamp) {
      readWall()
      if (isAhead(stamp, latest)) return
      const [theirs, count_] = [timeOf(stamp), countOf(stamp)]
      if (theirs > time || (theirs === time && count_ > count)) [time, count] = [theirs, count_]
    },
  }
}
