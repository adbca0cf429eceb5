import type { ListFile } from '../../model/paper/joinPapers.ts'
import { parseList, type List, type ListHead, type Problem } from '../../model/paper/list.ts'
import type { LoadResult } from '../question.ts'
import { createPaperIndex, toPart, type Part, type Shelf } from '../index/paperIndex.ts'

/** Who answers about the papers. */
type Receiver = {
  /** From now on papers are those of this shelf, of which more may come. */
  turnTo(next: Shelf): void
  /** Papers may stand at other places, or say something else. */
  forget(): void
  /** Brings papers and marks together once all have come. */
  adopt(): Pick<LoadResult, 'moves' | 'known'>
}

/**
 * Takes lists as they come, in parts or whole, onto a shelf. Where there were papers before, these are answered about
 * until all of the others have come; where there were none, what comes is answered about at once.
 */
export function createListLoader(first: Shelf, { turnTo, forget, adopt }: Receiver) {
  /** The papers that are answered about, and those that take their place once all have come. */
  let shelf = first
  let coming = first
  const turn = () => {
    shelf = coming
    turnTo(coming)
  }

  const arriving = {
    /** Begins to take lists in place of those there were. */
    begin() {
      coming = createPaperIndex()
      if (shelf.places().length > 0) return
      turn()
      forget()
    },

    /** Tells how many papers are to come, where that is known. */
    expect: (papers: number): void => coming.expect(papers),

    /** Takes a list, or a part of one whose head has come before. */
    take(
      { papers, ...head }: Partial<List> & Pick<List, 'papers'>,
      problems: readonly Problem[] = [],
      part: Part = toPart(papers),
    ) {
      if (head.id !== undefined) coming.lists.push(head as ListHead)
      coming.problems.push(...problems)
      coming.take(part)
      if (coming === shelf) forget()
    },

    /** Takes the list that a file holds. */
    read({ name, text }: ListFile) {
      const { list, problems } = parseList(name, text)
      arriving.take(list ?? { papers: [] }, problems)
    },

    /** Ends what was begun, and tells of the lists and their problems. */
    finish(): LoadResult {
      turn()
      const adopted = adopt()
      forget()
      return { lists: shelf.lists, problems: shelf.problems, papers: shelf.places().length, ...adopted }
    },

    /** Takes the lists that the files hold in place of those there were. */
    open(files: readonly ListFile[]): LoadResult {
      arriving.begin()
      for (const file of files) arriving.read(file)
      return arriving.finish()
    },
  }
  return arriving
}
