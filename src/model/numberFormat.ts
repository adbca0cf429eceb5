// A number's own toLocaleString looks its format up anew each time, which takes twenty times as long.
const format = new Intl.NumberFormat()

/** A number as its user writes it: `1,234`. */
export const printNumber = (number: number): string => format.format(number)

/** `1 paper`, `1,234 papers`: a count with its word. */
export const printCount = (many: number, word: string): string =>
  `${printNumber(many)} ${many === 1 ? word : `${word}s`}`
