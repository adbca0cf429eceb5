import { type Element, isText, type Node } from './nodes.ts'

const INLINE = new Set([
  '#text',
  'a',
  'strong',
  'em',
  'code',
  'br',
  'img',
  'del',
  'span',
  'sub',
  'sup',
  'font',
  'u',
  'small',
  'kbd',
  'mark',
  'input',
  'g-emoji',
  'q',
  'cite',
  'var',
  'tt',
  'abbr',
  'ins',
])

/** Whether a node is inline and not a block of its own. */
export const isInline = (node: Node): boolean => INLINE.has(node.tag)

/** Children as blocks. Inline content between blocks becomes a paragraph. */
export function blocksOf(nodes: readonly Node[]): readonly Element[] {
  const blocks: Element[] = []
  let loose: Node[] = []
  const flush = () => {
    const first = loose.find((node) => !isText(node) || node.text.trim() !== '')
    if (first) blocks.push({ tag: 'p', attributes: {}, children: loose, line: first.line })
    loose = []
  }
  for (const node of nodes) {
    if (isText(node) || isInline(node)) loose.push(node)
    else {
      flush()
      blocks.push(node)
    }
  }
  flush()
  return blocks
}

type Parts = { readonly line: readonly Node[]; readonly rest: readonly Element[] }

/** Caches parts, since an item is looked at from every list around it. */
const known = new WeakMap<Element, Parts>()

/** A list item’s own line, and the blocks below it. */
export function partsOf(item: Element): Parts {
  let parts = known.get(item)
  if (!parts) known.set(item, (parts = readParts(item)))
  return parts
}

function readParts(item: Element): Parts {
  const [first, ...rest] = blocksOf(item.children)
  if (first?.tag === 'p') return { line: first.children, rest }
  if (first && /^(?:div|h[1-6])$/.test(first.tag) && rest.every(({ tag }) => tag !== 'p'))
    return { line: first.children, rest }
  return { line: [], rest: first ? [first, ...rest] : [] }
}

/** The items of a list, and the other blocks in it except comments. */
export const itemsOf = (list: Element): readonly Element[] =>
  blocksOf(list.children).filter(({ tag }) => tag !== 'comment')
