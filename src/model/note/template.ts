import type { Marks } from '../mark/cell.ts'
import { insertBlock, type Operation } from './noteEdit.ts'
import type { PaperId } from '../paper/paper.ts'
import { recordsOfKind, valueOf } from '../mark/userRecord.ts'

/** A text to start a note with. */
export type Template = { readonly id: PaperId | null; readonly name: string; readonly text: string }

/** Reading in three passes, after S. Keshav, “How to Read a Paper” (SIGCOMM CCR 37(3), 2007). */
export const THREE_PASSES: Template = {
  id: null,
  name: 'Three passes',
  text: `## First pass: what is it?

- **Category**, the kind of paper:
- **Context**, what it builds on and is measured against:
- **Correctness**, whether its assumptions seem to hold:
- **Contributions**, what is new:
- **Clarity**, how well it is written:
- [ ] Worth a second pass

## Second pass: what does it say?

- In one sentence:
- The evidence (figures, tables, numbers):
- What I did not understand:
- To read next:
- [ ] Worth a third pass

## Third pass: could I have done it?

- How I would do it, from the same assumptions:
- Where the paper goes another way, and why:
- What it assumes without saying so:
- What is strong, what is weak, what could follow:
`
    // Leaves a blank for the answer after each colon.
    .replace(/:$/gm, ': '),
}

/** All templates: the built-in one, then the user’s own by name. */
export const templatesOf = (userRecords: Marks): readonly Template[] => [
  THREE_PASSES,
  ...recordsOfKind(userRecords, 'template')
    .flatMap(({ id, cells }) => {
      const [name, text] = [valueOf(cells, 'name'), valueOf(cells, 'text')]
      // Undoing the creation of a template leaves its cells with empty values.
      return typeof name === 'string' && typeof text === 'string' ? [{ id, name, text }] : []
    })
    .toSorted((a, b) => a.name.localeCompare(b.name)),
]

/** Inserts a template at the caret. The caret moves behind the first colon that ends a line, or to the end. */
export const insertTemplate =
  ({ text }: Template): Operation =>
  (writing) => {
    const gap = /:[ \t]*$/m.exec(text)
    return insertBlock(writing, text, gap ? gap.index + gap[0].length : undefined)
  }
