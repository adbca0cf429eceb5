const WEB = new Set(['https:', 'http:'])
const SAFE = new Set(['https:', 'http:', 'mailto:', 'doi:'])

/** Whether `text` is a whole http or https address without credentials. */
export const isWebAddress = (text: string): boolean => hasScheme(text, WEB)

/** Whether a link may lead to `text`: http, https, mailto or doi, and nothing that runs or reads files. */
export const isSafeAddress = (text: string): boolean => hasScheme(text, SAFE)

function hasScheme(text: string, schemes: ReadonlySet<string>): boolean {
  // The URL parser forgives control characters and blanks inside a scheme; a person would not.
  if (/[\s\p{Cc}]/u.test(text.trim()) || !URL.canParse(text)) return false
  // It forgives missing slashes too, and on a page of the same scheme then takes the rest for a path.
  if (/^\s*https?:(?!\/\/)/i.test(text)) return false
  const { protocol, username, password } = new URL(text)
  return schemes.has(protocol) && username === '' && password === ''
}
