import type { Components, Options } from 'react-markdown'
import remarkMath from 'remark-math'
import { isFormula } from '../../../model/note/math.ts'
import { CodeOrFormula } from './Formula.tsx'

type Node = {
  type: string
  value?: string
  children?: Node[]
  position?: { start: { offset?: number }; end: { offset?: number } }
}

/** Turns text between single dollars back into text where it is a price, by the rule of model/note/math.ts. */
function remarkPrices() {
  return (tree: Node, file: { value: unknown }) => {
    const source = String(file.value)
    const visit = (node: Node) => {
      const { start, end } = node.position ?? {}
      if (node.type === 'inlineMath' && start?.offset !== undefined && end?.offset !== undefined) {
        const text = source.slice(start.offset, end.offset)
        const isDouble = text.startsWith('$$')
        if (!isDouble && !isFormula(text.slice(1, -1), source.slice(end.offset))) {
          // Without the data of a formula it is plain text.
          Object.assign(node, { type: 'text', value: text, data: undefined })
        }
      }
      node.children?.forEach(visit)
    }
    visit(tree)
  }
}

export const remarkMaths: NonNullable<Options['remarkPlugins']> = [remarkMath, remarkPrices]

// remark-math returns formulas as <code class="language-math math-inline"> or, on lines of their own, in a <pre>.
export const mathsComponents: Components = {
  code: CodeOrFormula as NonNullable<Components['code']>,
}
