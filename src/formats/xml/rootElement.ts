/** What may stand before the first element: the declaration, comments, other instructions and the document type. */
const PROLOG =
  /^\s{0,1000}(?:(?:<\?[^<>]{0,1000}\?>|<!--(?:[^-]|-(?!->)){0,5000}-->|<!DOCTYPE[^<>[\]]{0,1000}>)\s{0,1000}){0,10}<([A-Za-z_][\w:.-]{0,60})/

/** The name of the first element of a text that is XML. Empty if it is not. */
const rootOf = (text: string): string => PROLOG.exec(text)?.[1] ?? ''

/** Whether a text is the XML that EndNote exports, and reference managers after its example. */
export function isEndNoteXml(text: string): boolean {
  if (!/^(?:xml|records)$/i.test(rootOf(text))) return false
  const head = text.slice(0, 20_000)
  return /<record[\s>]/.test(head) && /<(?:ref-type|titles|contributors)[\s>]/.test(head)
}

/** Whether a text is the XML of PubMed. */
export const isPubmedXml = (text: string): boolean => /^Pubmed(?:Article|Book)/.test(rootOf(text))

/** Whether a text is the RDF in which Zotero exports a library with its notes and collections. */
export const isZoteroRdf = (text: string): boolean =>
  rootOf(text) === 'rdf:RDF' && text.slice(0, 5_000).includes('http://www.zotero.org/namespaces/export#')
