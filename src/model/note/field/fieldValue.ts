/** How the values of a key are compared: as most of them are written. */
export type ValueKind = 'number' | 'date' | 'check' | 'text'

const CHECKED = /^(?:[✓✔✅☑🗸]\ufe0f?|yes|y|true|\[x\])$/iu
const UNCHECKED = /^(?:[✗✘❌☐☒×]\ufe0f?|no|n|false|\[ ?\])$/iu
const DATE = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/
const NUMBER =
  /^[~≈<>≤≥=±]*\s*(?<sign>[+\-−]?)(?<digits>\d[\d,.'’_ \u00a0\u202f]*)(?<exponent>[eE][+-]?\d{1,3})?\s*(?<unit>(?:[\p{L}%‰×°/][\p{L}%‰°/²³*·^\d-]{0,15})?)(?:\s*\([^()]*\))?$/u

/** Multiples of units by their first letter. `K` and `k` are one, as people write `7K` papers and `7k` tokens. */
const MULTIPLES: Readonly<Record<string, number>> = {
  n: 1e-9,
  µ: 1e-6,
  μ: 1e-6,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
}
/** Units that take these multiples. */
const BASES = /^(?:s|B|b|bit|bits|Hz|W|J|FLOPS?|FLOP\/s|B\/s|b\/s|bps|iB|iB\/s|OPS|IOPS|QPS)$/
/** Whole units, in seconds where they are times, and counts. */
const UNITS: Readonly<Record<string, number>> = {
  sec: 1,
  min: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hours: 3600,
  d: 86_400,
  days: 86_400,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  B: 1e9,
  T: 1e12,
}

/** The number that a value is compared by, with its unit worked in: `1.5 ms` is 0.0015. Null for what is no number. */
export function parseNumber(text: string): number | null {
  const match = NUMBER.exec(text.trim())
  if (!match) return null
  const { sign, digits, exponent = '', unit = '' } = match.groups!
  const plain = toDecimal(digits!.trim())
  if (plain === null) return null
  const isBlankBefore = /\s/.test(match[0][match[0].lastIndexOf(unit) - 1] ?? '')
  const number = Number(`${sign === '-' || sign === '−' ? '-' : ''}${plain}${exponent}`) * scale(unit, isBlankBefore)
  return Number.isFinite(number) ? number : null
}

/** Digits with a point for the decimals: one comma is decimal unless three digits follow it. */
function toDecimal(digits: string): string | null {
  const bare = digits.replace(/['’_ \u00a0\u202f]/g, '')
  const [last] = bare.match(/[.,](?=[^.,]*$)/) ?? []
  const isGrouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)
  const plain = isGrouped ? bare.replaceAll(',', '') : last === ',' ? bare.replace(',', '.') : bare
  return /^\d+(?:\.\d*)?$/.test(plain) ? plain : null
}

function scale(unit: string, isApart: boolean): number {
  // `7B` parameters, but `7 B` of memory.
  if (!(isApart && unit === 'B') && Object.hasOwn(UNITS, unit)) return UNITS[unit]!
  const multiple = MULTIPLES[unit[0] ?? '']
  return multiple !== undefined && BASES.test(unit.slice(1)) ? multiple : 1
}

/** The day of a value such as `2026-11` or `2026-11-29`, in milliseconds since 1970 in UTC; null for anything else. */
export function parseDate(text: string): number | null {
  const [, year, month, day = '1'] = DATE.exec(text.trim()) ?? []
  if (year === undefined) return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 ? date.getTime() : null
}

/** Whether a value is a check mark, or a word for one; null for anything else. */
export function parseCheck(text: string): boolean | null {
  const value = text.trim()
  return CHECKED.test(value) ? true : UNCHECKED.test(value) ? false : null
}

/** The number of a value of a kind; null for text, and for a value of another kind. */
export function numberOf(kind: ValueKind, text: string): number | null {
  if (kind === 'number') return parseNumber(text)
  if (kind === 'date') return parseDate(text)
  const isChecked = kind === 'check' ? parseCheck(text) : null
  return isChecked === null ? null : Number(isChecked)
}

const KINDS = ['date', 'check', 'number'] as const

/** The kind that more than half of the values are of. */
export function kindOf(values: Iterable<string>): ValueKind {
  const counts = { number: 0, date: 0, check: 0 }
  let all = 0
  for (const value of values) {
    all += 1
    const kind = KINDS.find((kind) => numberOf(kind, value) !== null)
    if (kind) counts[kind] += 1
  }
  return KINDS.find((kind) => counts[kind] > all / 2) ?? 'text'
}
