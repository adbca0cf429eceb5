/**
 * A place in the order of the papers To read: a fractional index (Greenspan, “Implementing Fractional Indexing”), so that
 * there is always another between two. Places compare as text.
 */
export type Rank = string & { readonly __brand: 'Rank' }

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The letter before a whole number of eight digits, in the notation of the package fractional-indexing. */
const HEAD = 'h'
const WHOLE_DIGITS = 8
/** A whole number, and a fraction that does not end in 0. */
const SHAPE = new RegExp(`^${HEAD}[0-9A-Za-z]{${WHOLE_DIGITS}}(?:[0-9A-Za-z]*[1-9A-Za-z])?$`)

export const isRank = (value: unknown): value is Rank => typeof value === 'string' && SHAPE.test(value)

/**
 * The place of a paper that was never moved: when it became To read, in milliseconds since 1970. Later papers are last, and
 * moving a paper past others writes nothing into theirs.
 */
export function rankOfTime(ms: number): Rank {
  let digits = ''
  for (let rest = Math.max(0, Math.floor(ms)); digits.length < WHOLE_DIGITS; rest = Math.floor(rest / DIGITS.length))
    digits = DIGITS[rest % DIGITS.length]! + digits
  return `${HEAD}${digits}` as Rank
}
