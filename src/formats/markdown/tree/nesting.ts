import { type Attributes, VOID } from './html.ts'
import { type Element, isText, type Node } from './nodes.ts'

type Open = {
  readonly tag: string
  readonly children: Node[]
  /** Markdown's own elements end where Markdown says; no stray end tag of HTML closes them. */
  readonly firm: boolean
  /** It stands in the tree, and is not flattened into the one above. */
  readonly real: boolean
}

const SILENT = new Set(['script', 'style', 'svg', 'head', 'colgroup'])
/** Opening the first ends an open one of the others, up to the nearest of the last. */
const ENDS: Readonly<Record<string, readonly [ended: readonly string[], within: readonly string[]]>> = {
  li: [['li'], ['ul']],
  tr: [['tr', 'td'], ['table']],
  td: [['td'], ['tr', 'table']],
  dt: [['dt', 'dd'], ['dl']],
  dd: [['dt', 'dd'], ['dl']],
  p: [['p'], ['li', 'td', 'div', 'details', 'blockquote']],
}
// Whoever nests deeper than this wants to break something; the text is kept, flattened.
const DEEPEST = 100

/** Builds the tree from a stream of tags, forgiving as browsers are. */
export class Nesting {
  private readonly root: Element & { readonly children: Node[] } = {
    tag: 'root',
    attributes: {},
    children: [],
    line: 1,
  }
  private readonly stack: Open[] = [{ tag: 'root', children: this.root.children, firm: true, real: true }]
  private silent = 0
  private resumes = false
  private depth = 0

  open(tag: string, attributes: Attributes, line: number, firm: boolean): void {
    if (!firm) this.endImplied(tag)
    // A list is no summary: the end of that was forgotten.
    else if ((tag === 'ul' || tag === 'table') && this.stack.at(-1)!.tag === 'summary') this.pop()
    const { children } = this.stack.at(-1)!
    const last = children.at(-1)
    const goesOn =
      this.resumes && tag === 'ul' && last !== undefined && !isText(last) && last.tag === 'ul' ? last : null
    this.resumes = false
    if (this.silent > 0 || this.depth > (firm ? 3 * DEEPEST : DEEPEST)) {
      this.stack.push({ tag, children, firm, real: false })
    } else {
      const element = goesOn
        ? (goesOn as Element & { readonly children: Node[] })
        : { tag, attributes, children: [], line }
      if (!goesOn) children.push(element)
      this.stack.push({ tag, children: element.children, firm, real: true })
      this.depth++
    }
    if (SILENT.has(tag)) this.silent++
    if (VOID.has(tag)) this.pop()
  }

  /** The list that opens next is the last one, which goes on. */
  resume(): void {
    this.resumes = true
  }

  private endImplied(tag: string): void {
    const [ended, within] = ENDS[tag] ?? [[], []]
    for (let i = this.stack.length - 1; i > this.lowest(); i--) {
      const open = this.stack[i]!
      if (open.firm || within.includes(open.tag)) return
      if (ended.includes(open.tag)) while (this.stack.length > i) this.pop()
    }
  }

  /** Below here no open element is looked for: each tag would go through all that were left open before it. */
  private lowest(): number {
    return Math.max(0, this.stack.length - 4 * DEEPEST)
  }

  close(tag: string): void {
    for (let i = this.stack.length - 1; i > this.lowest() && !this.stack[i]!.firm; i--) {
      if (this.stack[i]!.tag !== tag) continue
      while (this.stack.length > i) this.pop()
      return
    }
  }

  /** Ends the innermost element of Markdown, with all of HTML that was left open in it. */
  closeFirm(): void {
    while (this.stack.length > 1 && !this.pop().firm);
  }

  text(text: string, line: number): void {
    if (this.silent === 0) this.stack.at(-1)!.children.push({ tag: '#text', text, line })
  }

  private pop(): Open {
    const open = this.stack.pop()!
    if (open.real) this.depth--
    if (SILENT.has(open.tag)) this.silent--
    return open
  }

  end(): Element {
    return this.root
  }
}
