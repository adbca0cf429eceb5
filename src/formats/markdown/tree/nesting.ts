import { type Attributes, VOID } from './html.ts'
import { type Element, isText, type Node } from './nodes.ts'

type Open = {
  readonly tag: string
  readonly children: Node[]
  /** An element of Markdown ends where Markdown says, and no stray HTML end tag closes it. */
  readonly firm: boolean
  /** The element is in the tree. Otherwise its content goes to the element above. */
  readonly real: boolean
}

const SILENT = new Set(['script', 'style', 'svg', 'head', 'colgroup'])
/** Opening the key ends an open element of the first list, up to the nearest element of the second. */
const ENDS: Readonly<Record<string, readonly [ended: readonly string[], within: readonly string[]]>> = {
  li: [['li'], ['ul']],
  tr: [['tr', 'td'], ['table']],
  td: [['td'], ['tr', 'table']],
  dt: [['dt', 'dd'], ['dl']],
  dd: [['dt', 'dd'], ['dl']],
  p: [['p'], ['li', 'td', 'div', 'details', 'blockquote']],
}
// Bound on depth. Only malicious files nest deeper. Their text is kept, flattened.
const DEEPEST = 100

/** Builds the tree from a stream of tags, as tolerant as browsers are. */
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
    // A summary contains no list, so its end tag is missing.
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

  /** Makes the next list a continuation of the last one. */
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

  /** Bounds the search for open elements. Otherwise each tag would scan all elements left open before it. */
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

  /** Ends the innermost Markdown element, and the HTML elements left open in it. */
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
