const WEB = new Set(['https:', 'http:'])
const SAFE = new Set(['https:', 'http:', 'mailto:', 'doi:'])

/** Whether `text` is an absolute http or https URL without credentials. */
export const isWebAddress = (text: string): boolean => hasScheme(text, WEB)

/** Whether `text` is safe as a link target: http, https, mailto or doi, and nothing that runs code or reads files. */
export const isSafeAddress = (text: string): boolean => hasScheme(text, SAFE)

function hasScheme(text: string, schemes: ReadonlySet<string>): boolean {
  // The URL parser ignores control characters and blanks inside a scheme, which must not pass here.
  if (/[\s\p{Cc}]/u.test(text.trim()) || !URL.canParse(text)) return false
  // It also accepts missing slashes, and on a page of the same scheme takes the rest for a path.
  if (/^\s*https?:(?!\/\/)/i.test(text)) return false
  const { protocol, username, password } = new URL(text)
  return schemes.has(protocol) && username === '' && password === ''
}
