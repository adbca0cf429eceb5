import { type Candidate, type Line, lineCandidate, rowCandidate } from './candidate.ts'
import { readDetails } from './details.ts'
import { contextOf, enclosing, enter, type Sections } from './sections.ts'
import type { PaperRow } from './table.ts'
import type { Element } from '../tree/nodes.ts'
import { fold } from '../../../model/text/fold.ts'

/** Collects the results of a walk over a list: its title, the current headings, and the candidates under them. */
export class OutlineBuilder {
  readonly candidates: Candidate[] = []
  title = ''
  /** Whether the title came from an Offprint comment. A heading does not change it then. */
  private given = false
  private sections: Sections = []
  private groups = 0
  /** The paper to which the blocks below may belong. */
  private last: Candidate | null = null
  private readonly convention: boolean

  /** `convention`: the first line below a paper names its institutions. */
  constructor(convention: boolean) {
    this.convention = convention
  }

  /** Sets the title from an Offprint comment. */
  giveTitle(title: string): void {
    this.title = title
    this.given = true
  }

  /** Sets the title from the heading above all others, which ends every section. */
  headTitle(title: string): void {
    if (!this.given) this.title = title
    this.sections = []
  }

  /** Begins a section, and ends those of the same depth or deeper. */
  enter(heading: string, depth: number): void {
    this.sections = enter(this.sections, heading, depth)
  }

  /** Ends the sections of this depth and deeper. */
  leave(depth: number): void {
    this.sections = enclosing(this.sections, depth)
  }

  /** Calls `run` with a heading around what it finds, and restores the sections after it. */
  under(heading: string, run: () => void, depth?: number): void {
    const before = this.sections
    this.sections = enter(before, heading, depth)
    run()
    this.sections = before
  }

  /** Whether the innermost heading says the same. */
  isUnder(heading: string): boolean {
    return fold(this.sections.at(-1)?.text ?? '') === fold(heading)
  }

  /** The number that the candidates of one list, table or paragraph share. */
  nextGroup(): number {
    return ++this.groups
  }

  /** Adds a line that may be a paper, with the blocks below it as its details. */
  add(line: Line, below: readonly Element[] = []): void {
    this.push(lineCandidate(line, below, contextOf(this.sections, this.title), this.convention))
  }

  /** Adds a row of a table. */
  addRow(row: PaperRow, group: number): void {
    this.push(rowCandidate(row, group, contextOf(this.sections, this.title)))
  }

  private push(candidate: Candidate): void {
    this.candidates.push(candidate)
    this.last = candidate
  }

  /** The form of the paper to which the blocks below may belong. Null without one. */
  get lastForm(): Candidate['form'] | null {
    return this.last?.form ?? null
  }

  /** Whether the last paper is a citation. */
  get isCited(): boolean {
    return this.last?.head.signs.cited ?? false
  }

  /** Adds blocks to the last paper. A block after a paper that is no paper itself belongs to it. */
  addBelow(blocks: readonly Element[]): void {
    if (this.last) readDetails(blocks, this.last.details, false)
  }

  /** Ends the last paper. The blocks below do not belong to it. */
  close(): void {
    this.last = null
  }
}
