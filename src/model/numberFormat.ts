// A number's own toLocaleString looks its format up anew each time, which takes twenty times as long.
const format = new Intl.NumberFormat()

/** A number as its user writes it: `1,234`. */
export const printNumber = (number: number): string => format.format(number)

/** `1 paper`, `1,234 papers`: a count with its word. */
export const printCount = (many: number, word: string): string =>
  `${printNumber(many)} ${many === 1 ? word : `${word}s`}`

const UNITS = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const

/** A size as people read it: `1.2 MB`, and less than a kilobyte as `1 kB`. */
export function printBytes(bytes: number): string {
  const [unit, size] = UNITS.find(([, size]) => bytes >= size) ?? UNITS[2]
  const value = Math.max(1, bytes / size)
  const maximumFractionDigits = value < 10 ? 1 : 0
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits }).format(value)
}
