/**
 * When something was set, as a hybrid logical clock: milliseconds, a counter and the writer, in one string whose
 * alphabetical order is the order of time. Never equal for two writes. (Kulkarni et al., "Logical Physical Clocks", 2014.)
 */
export type Stamp = string & { readonly __brand: 'Stamp' }

const TIME_DIGITS = 9
const COUNT_DIGITS = 4
const COUNT_END = 36 ** COUNT_DIGITS

const SHAPE = new RegExp(`^[0-9a-z]{${TIME_DIGITS}}-[0-9a-z]{${COUNT_DIGITS}}-[0-9a-z]+$`)

/** The year 3000: a clock that is further ahead would carry others with it past what nine digits hold. */
const END_MS = 32_503_680_000_000

export const isStamp = (value: unknown): value is Stamp =>
  typeof value === 'string' && SHAPE.test(value) && Number.parseInt(value.slice(0, TIME_DIGITS), 36) < END_MS

/** Milliseconds since 1970 at which the stamp was made, by its writer's clock. */
export const timeOf = (stamp: Stamp): number => Number.parseInt(stamp.slice(0, TIME_DIGITS), 36)

/** When the stamp was made where its writer's clock said so; null where it was made after one that is later than that. */
export const wallTimeOf = (stamp: Stamp): number | null => (countOf(stamp) === 0 ? timeOf(stamp) : null)

/** Who made the stamp: a page of the app, for as long as it was open. */
export const writerOf = (stamp: Stamp): string => stamp.slice(TIME_DIGITS + COUNT_DIGITS + 2)

const countOf = (stamp: Stamp) => Number.parseInt(stamp.slice(TIME_DIGITS + 1, TIME_DIGITS + 1 + COUNT_DIGITS), 36)

const printStamp = (time: number, count: number, writer: string) =>
  `${time.toString(36).padStart(TIME_DIGITS, '0')}-${count.toString(36).padStart(COUNT_DIGITS, '0')}-${writer}` as Stamp

export type Clock = {
  /** A stamp later than every stamp given or seen so far, even if the wall clock went back. */
  tick(): Stamp
  /** Tells the clock of a stamp made elsewhere. */
  see(stamp: Stamp): void
}

/** A clock for one writer. `writer` must be its own (lower-case letters and digits); `now` gives milliseconds. */
export function createClock(writer: string, now: () => number): Clock {
  let time = 0
  let count = 0
  return {
    tick() {
      const wall = Math.max(0, Math.floor(now()))
      if (wall > time) [time, count] = [wall, 0]
      else if (count + 1 < COUNT_END) count += 1
      else [time, count] = [time + 1, 0]
      return printStamp(time, count, writer)
    },
    see(stamp) {
      const [theirs, count_] = [timeOf(stamp), countOf(stamp)]
      if (theirs > time || (theirs === time && count_ > count)) [time, count] = [theirs, count_]
    },
  }
}
