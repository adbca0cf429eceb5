/** How an HTML file begins, after comments and declarations of XML. */
const BEGIN =
  /^\s{0,1000}(?:<!--(?:[^-]|-(?!->)){0,5000}-->\s{0,1000}|<\?[^<>]{0,500}\?>\s{0,1000}){0,5}<(?:!doctype\s+(html\b|netscape)|html\b)/i

/** Whether a text is a whole page of HTML, and not Markdown with some HTML in it. */
export const isWebPage = (text: string): boolean => BEGIN.test(text)

/** Whether a text is a file of bookmarks of a browser or of a service that keeps pages to read. */
export function isBookmarks(text: string): boolean {
  const begin = BEGIN.exec(text)
  if (!begin) return false
  return /^netscape/i.test(begin[1] ?? '') || /<title>\s*(?:Pocket|Instapaper)\b/i.test(text.slice(0, 10_000))
}

/** Whether a text is a page with a bibliography that a reference manager has printed. */
export const isBibliography = (text: string): boolean =>
  (isWebPage(text) || /^\s*<div[^<>]{0,500}\bcsl-bib-body/i.test(text)) &&
  /class\s*=\s*["'][^"'<>]{0,200}\b(?:csl-entry|Z3988)\b/i.test(text)
