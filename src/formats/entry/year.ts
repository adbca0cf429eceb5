/** The first year of four digits in a text such as "2024-07-10", "20240710" or "July 2024". Null without one. */
export function yearIn(text: string): number | null {
  const compact = /^\s*(\d{4})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s*$/.exec(text)?.[1]
  const found = compact ?? /(?<!\d)(?:1[0-9]|20)\d{2}(?!\d)/.exec(text)?.[0] ?? /^\s*(\d{4})\s*$/.exec(text)?.[1]
  const year = Number(found ?? Number.NaN)
  return year >= 1000 && year <= 9999 ? year : null
}
