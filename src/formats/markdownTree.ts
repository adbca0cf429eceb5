import type { Definition, Node as Mdast, Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { type Attributes, tokenize, VOID } from './markdownHtml.ts'
import type { Source } from './markdownSource.ts'

/** A list as one tree, whether it was written in Markdown or in HTML: tags are those of HTML, `b` read as `strong` and so on. */
export type Element = {
  readonly tag: string
  readonly attributes: Attributes
  readonly children: readonly Node[]
  /** In the file, from 1. */
  readonly line: number
}
export type Text = { readonly tag: '#text'; readonly text: string; readonly line: number }
export type Node = Element | Text

export const isText = (node: Node): node is Text => node.tag === '#text'

type Open = {
  readonly tag: string
  readonly children: Node[]
  /** Markdown's own elements end where Markdown says; no stray end tag of HTML closes them. */
  readonly firm: boolean
  /** It stands in the tree, and is not flattened into the one above. */
  readonly real: boolean
}

const SAME: Readonly<Record<string, string>> = { b: 'strong', i: 'em', s: 'del', strike: 'del', ol: 'ul', th: 'td' }
const TRANSPARENT = new Set(['thead', 'tbody', 'tfoot', 'html', 'body', 'picture', 'g-emoji'])
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

/** Reads Markdown with GitHub's extensions and the HTML in it. */
export function readTree({ lines, origin, cuts, resumed }: Source): Element {
  const build = new Builder()
  // A reference may stand in one part and be defined in another.
  const defined = cuts.length > 1 ? lines.filter((line) => DEFINITION.test(line)).slice(0, MOST_DEFINITIONS) : []
  const definitions = defined.length > 0 ? `\n\n${defined.join('\n')}` : ''
  cuts.forEach((from, i) => {
    const part = lines.slice(from, cuts[i + 1] ?? lines.length)
    const root = toMdast(part.join('\n') + definitions)
    if (resumed.has(from)) build.resume()
    emit(root, build, definitionsOf(root), (line) => origin[from + line - 1] ?? origin.at(-1) ?? 1)
  })
  return build.end()
}

const DEFINITION = /^ {0,3}\[[^\]]{1,200}\]:\s*\S/
const MOST_DEFINITIONS = 500

const toMdast = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

function definitionsOf(root: Root): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const queue: Mdast[] = [root]
  for (let node = queue.pop(); node; node = queue.pop()) {
    const { identifier, url } = node as Definition
    if (node.type === 'definition' && !found.has(identifier)) found.set(identifier, url)
    if ('children' in node && !INLINE_PARENT.has(node.type)) {
      // One by one: there may be more than a call takes arguments.
      for (const child of (node.children as Mdast[]).toReversed()) queue.push(child)
    }
  }
  return found
}

const INLINE_PARENT = new Set(['paragraph', 'heading', 'table'])

/** Builds the tree from a stream of tags, forgiving as browsers are. */
class Builder {
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
    for (let i = this.stack.length - 1; i > 0; i--) {
      const open = this.stack[i]!
      if (open.firm || within.includes(open.tag)) return
      if (ended.includes(open.tag)) while (this.stack.length > i) this.pop()
    }
  }

  close(tag: string): void {
    for (let i = this.stack.length - 1; i > 0 && !this.stack[i]!.firm; i--) {
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

type Work = { readonly node: Nodes } | null

// A list of work rather than recursion: emphasis may be nested thousands deep.
function emit(root: Nodes, build: Builder, urls: ReadonlyMap<string, string>, lineOf: (line: number) => number): void {
  const work: Work[] = [{ node: root }]
  while (work.length > 0) {
    const next = work.pop()!
    if (!next) {
      build.closeFirm()
      continue
    }
    const { node } = next
    const line = lineOf(node.position?.start.line ?? 1)
    if (node.type === 'text') build.text(node.value, line)
    else if (node.type === 'html') emitHtml(node.value, build, line)
    else {
      const made = node.type === 'root' ? 'inside' : elementOf(node, urls)
      if (!made) continue
      if (made !== 'inside') {
        build.open(made.tag, made.attributes ?? {}, line, true)
        if (made.text) build.text(made.text, line)
        if (VOID.has(made.tag)) continue
        work.push(null)
      }
      if ('children' in node) for (const child of node.children.toReversed()) work.push({ node: child })
    }
  }
}

type Made = { readonly tag: string; readonly attributes?: Attributes; readonly text?: string }

const TAGS: Readonly<Partial<Record<Nodes['type'], string>>> = {
  paragraph: 'p',
  list: 'ul',
  blockquote: 'blockquote',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  strong: 'strong',
  emphasis: 'em',
  delete: 'del',
  break: 'br',
  thematicBreak: 'hr',
  footnoteDefinition: 'aside',
}

function elementOf(node: Nodes, urls: ReadonlyMap<string, string>): Made | null {
  const tag = TAGS[node.type]
  if (tag !== undefined) return { tag }
  if (node.type === 'heading') return { tag: `h${node.depth}` }
  if (node.type === 'listItem') {
    return { tag: 'li', attributes: typeof node.checked === 'boolean' ? { checked: String(node.checked) } : {} }
  }
  if (node.type === 'inlineCode') return { tag: 'code', text: node.value }
  if (node.type === 'code') return { tag: 'pre', text: node.value }
  if (node.type === 'link') return { tag: 'a', attributes: { href: node.url } }
  if (node.type === 'linkReference') return { tag: 'a', attributes: { href: urls.get(node.identifier) ?? '' } }
  if (node.type === 'image') return { tag: 'img', attributes: { src: node.url, alt: node.alt ?? '' } }
  if (node.type === 'imageReference') {
    return { tag: 'img', attributes: { src: urls.get(node.identifier) ?? '', alt: node.alt ?? '' } }
  }
  return null
}

function emitHtml(html: string, build: Builder, first: number): void {
  let line = first
  let counted = 0
  for (const token of tokenize(html)) {
    for (let i = html.indexOf('\n', counted); i >= 0 && i < token.at; i = html.indexOf('\n', counted)) {
      line++
      counted = i + 1
    }
    if (token.kind === 'text') emitText(token.text, build, line)
    else if (token.kind === 'comment') {
      build.open('comment', {}, line, true)
      build.text(token.text, line)
      build.closeFirm()
    } else if (!TRANSPARENT.has(token.tag)) {
      const tag = SAME[token.tag] ?? token.tag
      if (token.kind === 'open') build.open(tag, token.attributes, line, false)
      else build.close(tag)
    }
  }
}

/** Text between tags: many write Markdown there, and mean it. */
function emitText(text: string, build: Builder, line: number): void {
  if (!/[&\\`*_[<:~]/.test(text)) {
    build.text(text, line)
    return
  }
  const { children } = toMdast(text.trim())
  const [only, more] = children
  if (only?.type !== 'paragraph' || more) {
    build.text(text, line)
    return
  }
  const lines = line + (/^\s*/.exec(text)![0].match(/\n/g)?.length ?? 0) - 1
  const urls = new Map<string, string>()
  if (/^\s/.test(text)) build.text(' ', line)
  for (const child of only.children) emit(child, build, urls, (at) => at + lines)
  if (/\s$/.test(text)) build.text(' ', line)
}
