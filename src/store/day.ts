/** `2026-11-22`, as the reader's calendar has it at a time in milliseconds since 1970. */
export function day(ms: number): string {
  const date = new Date(ms)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
