/** The fields in which an entry keeps what stands outside of the entries of its file. No entry has such fields itself. */
export const PREAMBLE = '@preamble'
export const COMMENT = '@comment'

/** What programs keep for themselves in comments. */
const OF_PROGRAMS = /^@\s*comment\s*[{(]\s*(?:jabref|bibdesk|x-kbibtex|kbibtex|zotero|mendeley|endnote|groups?tree)/i

/** How a file begins that this app printed. */
export const OWN = /^% Offprint(?::|\r?\n)/

type Fields = ReadonlyMap<string, string>

/**
 * Collects the comments and preambles of a file, for the entries that they belong to: a comment for the entry below it,
 * a preamble for each entry that uses one of its commands. What programs say above the first entry is left out.
 */
export class Outside {
  private from: number | null = null
  private comments: string[] = []
  private readonly preambles: string[] = []
  private readonly text: string

  constructor(text: string) {
    this.text = text
    // The first line of a file of this app is its title, and no other program has written above the first entry.
    if (OWN.test(text)) this.from = text.indexOf('\n')
  }

  /** Takes the text up to an entry or a command that begins at one offset and ends at another. */
  upTo(begin: number, end: number): void {
    if (this.from !== null) this.add(this.text.slice(this.from, begin))
    if (this.from !== null) this.from = end
  }

  /** Leaves out the text up to an offset, which a notice tells. */
  skip(end: number): void {
    if (this.from !== null) this.from = end
  }

  /** Takes a comment or a preamble as a whole. */
  command(type: string, begin: number, open: number, end: number): void {
    this.upTo(begin, end)
    const whole = this.text.slice(begin, end)
    if (type === 'preamble') this.preambles.push(this.text.slice(open, end - 1).trim())
    else if (this.from !== null && !OF_PROGRAMS.test(whole)) this.add(whole)
  }

  /** The fields of an entry that ends at an offset, with the comments above it. */
  entry(fields: Fields, end: number): Fields {
    this.from = end
    return this.withComments(fields)
  }

  /** The fields of the last entry, with the comments below it. */
  last(fields: Fields): Fields {
    this.upTo(this.text.length, this.text.length)
    return this.withComments(fields)
  }

  /** Which entries keep which preambles: those that use its commands, or else the first. */
  withPreambles(all: readonly Fields[]): readonly Fields[] {
    if (this.preambles.length === 0) return all
    const named = this.preambles.map((preamble) => preamble.match(/\\[a-z]{2,}/gi) ?? [])
    const uses = all.map((fields) => {
      const commands = new Set([...fields.values()].flatMap((value) => value.match(/\\[a-z]{2,}/gi) ?? []))
      return this.preambles.filter((_, i) => named[i]!.some((name) => !OF_LATEX.has(name) && commands.has(name)))
    })
    const unused = this.preambles.filter((preamble) => uses.every((used) => !used.includes(preamble)))
    return all.map((fields, i) => {
      const used = i === 0 ? [...uses[0]!, ...unused] : uses[i]!
      return used.length === 0 ? fields : new Map([...fields, [PREAMBLE, used.join('\n')]])
    })
  }

  private add(text: string): void {
    if (/\p{L}{3}/u.test(text)) this.comments.push(text.trim())
  }

  private withComments(fields: Fields): Fields {
    if (this.comments.length === 0) return fields
    const own = fields.get(COMMENT)
    const comments = [...(own === undefined ? [] : [own]), ...this.comments]
    this.comments = []
    return new Map([...fields, [COMMENT, comments.join('\n')]])
  }
}

/** Commands with which a preamble defines others. */
const OF_LATEX = new Set(
  '\\newcommand \\renewcommand \\providecommand \\def \\let \\ifx \\fi \\else \\relax \\undefined'.split(' '),
)

/** Prints the preambles of some entries, each once. */
export const printPreambles = (all: readonly string[]): string =>
  [...new Set(all.flatMap((preambles) => preambles.split('\n')))]
    .map((preamble) => `@preamble{${preamble}}\n\n`)
    .join('')
