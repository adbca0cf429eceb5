import { type Candidate, type Line, lineCandidate, rowCandidate } from './candidate.ts'
import { readDetails } from './details.ts'
import { contextOf, enclosing, enter, type Sections } from './sections.ts'
import type { PaperRow } from './table.ts'
import type { Element } from '../tree/nodes.ts'

/** Gathers what a walk over a list finds: its title, the headings one is under, and the candidates under them. */
export class OutlineBuilder {
  readonly candidates: Candidate[] = []
  title = ''
  /** Said in a comment of our own, and therefore not to be read from a heading. */
  private given = false
  private sections: Sections = []
  private groups = 0
  /** The paper that a block below may still speak of. */
  private last: Candidate | null = null
  private readonly convention: boolean

  /** With the convention, the first line below a paper says where it comes from. */
  constructor(convention: boolean) {
    this.convention = convention
  }

  /** Takes the title that a comment of our own says. */
  giveTitle(title: string): void {
    this.title = title
    this.given = true
  }

  /** Takes the title of the heading above all others, which ends every section. */
  headTitle(title: string): void {
    if (!this.given) this.title = title
    this.sections = []
  }

  /** Begins a section, and ends those as deep or deeper. */
  enter(heading: string, depth: number): void {
    this.sections = enter(this.sections, heading, depth)
  }

  /** Ends the sections of this depth and deeper. */
  leave(depth: number): void {
    this.sections = enclosing(this.sections, depth)
  }

  /** Gathers what `run` finds as under a heading, though what comes after is not. */
  under(heading: string, run: () => void, depth?: number): void {
    const before = this.sections
    this.sections = enter(before, heading, depth)
    run()
    this.sections = before
  }

  /** A number for the candidates of one list, table or paragraph. */
  nextGroup(): number {
    return ++this.groups
  }

  /** Adds a line that may be a paper, with the blocks below it that say more of it. */
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

  /** The form of the paper that a block below may still speak of; null where there is none. */
  get lastForm(): Candidate['form'] | null {
    return this.last?.form ?? null
  }

  /** Adds blocks to the last paper: what follows one without being one belongs to it. */
  addBelow(blocks: readonly Element[]): void {
    if (this.last) readDetails(blocks, this.last.details, false)
  }

  /** Ends the last paper: no block below speaks of it any more. */
  close(): void {
    this.last = null
  }
}
