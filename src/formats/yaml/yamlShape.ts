/** The lines that begin at the margin in YAML: keys, items, comments and the signs between documents. */
const AT_MARGIN =
  /^(?:\s|$|#|---(?: |$)|\.\.\.(?: |$)|%YAML|- |-$|[^\s:#[\]{}<>`@!|*&,?-][^:#[\]{}<>`@!|*]{0,200}:(?: |$))/
const TITLE = /^(?:- | +(?:- )?)["']?title["']?:(?: |$)/m
/** Other keys of papers in CSL, in Hayagriva and in lists of publications. */
const FACTS =
  /^(?:- | +(?:- )?)["']?(?:authors?|issued|date|year|doi|DOI|container-title|parent|venue|journal)["']?:(?: |$)/m

/** A damaged line has lost its colon or its indent. */
const MOST_DAMAGED = 1 / 20

/** Whether a text is YAML with items that have titles and other facts of papers, as no configuration has. */
export function isPapersYaml(text: string): boolean {
  const head = text.slice(0, 50_000)
  if (!TITLE.test(head) || !FACTS.test(head)) return false
  // The last line may be cut.
  const lines = head.split('\n').slice(0, text.length > head.length ? -1 : undefined)
  return lines.filter((line) => !AT_MARGIN.test(line)).length <= lines.length * MOST_DAMAGED
}
