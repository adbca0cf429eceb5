/** The YAML between two lines of `---` at the head of a text, and the text below. Null if there is none. */
export function splitFrontMatter(text: string): { readonly yaml: string; readonly body: string } | null {
  const begin = /^---[ \t]*\n/.exec(text)?.[0].length
  if (begin === undefined) return null
  const end = /^---[ \t]*(?:\n|$)/m
  const rest = text.slice(begin)
  const found = end.exec(rest)
  return found ? { yaml: rest.slice(0, found.index), body: rest.slice(found.index + found[0].length) } : null
}

/** The property that marks a file of this app. It holds what the other properties cannot say, or `true`. */
export const OWN = 'offprint'

/** Whether a text is a note file that this app has printed. Its user may have edited it since. */
export function isOwnNote(text: string): boolean {
  const front = text.startsWith('---') ? splitFrontMatter(text) : null
  return front !== null && new RegExp(`^${OWN}: `, 'm').test(front.yaml)
}

const KEY = /^["']?([\w .-]{1,40}?)["']?[ \t]*:/gm
/** Properties that only a note on one paper has. */
const OF_PAPER = /^(?:doi|arxiv|arxivid|citekey|citationkey|bibtexkey|pmid|isbn)$/
const WHERE =
  /^(?:year|published|venue|journal|conference|booktitle|proceedings|publication|publicationtitle|containertitle)$/
const STATE = /^(?:status|readstatus|readingstatus|rating)$/

/** Whether a text is a note on one paper, with the facts of the paper as its properties, as in Obsidian. */
export function isPaperNote(text: string): boolean {
  const front = text.startsWith('---') ? splitFrontMatter(text) : null
  if (!front) return false
  const keys = [...front.yaml.slice(0, 20_000).matchAll(KEY)].map(([, key]) =>
    key!.toLowerCase().replace(/[ ._-]/g, ''),
  )
  const has = (shape: RegExp) => keys.some((key) => shape.test(key))
  if (!keys.includes('title') && !/^# \S/m.test(front.body)) return false
  return has(OF_PAPER) || (has(/^authors?$/) && has(WHERE)) || (has(/^(?:url|link)$/) && has(STATE))
}
