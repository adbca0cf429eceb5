/** `1 paper`, `1,234 papers`: a count with its word. */
export const count = (many: number, word: string): string =>
  `${many.toLocaleString()} ${many === 1 ? word : `${word}s`}`
