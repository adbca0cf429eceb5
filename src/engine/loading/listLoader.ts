import type { ListFile } from '../../model/paper/joinPapers.ts'
import { parseList, type List, type ListHead, type Problem } from '../../model/paper/list.ts'
import type { LoadResult } from '../question.ts'
import { createPaperIndex, type PaperIndex } from '../index/paperIndex.ts'
import { toPart, type Part } from '../index/part.ts'

/** The part of the engine that answers. */
type Receiver = {
  /** Switches to another index, to which more papers may come. */
  replaceIndex(next: PaperIndex): void
  /** Papers have moved to other rows, or changed. */
  forget(): void
  /** Matches papers and marks once all papers are there. */
  adopt(): Pick<LoadResult, 'moves' | 'known'>
}

/**
 * Loads lists, whole or in parts, into an index. The old lists are answered about until all new ones are there; without
 * old lists the first part is answered about at once.
 */
export function createListLoader(first: PaperIndex, { replaceIndex, forget, adopt }: Receiver) {
  /** The index that is answered about, and the one that replaces it. */
  let index = first
  let coming = first
  const turn = () => {
    index = coming
    replaceIndex(coming)
  }

  const arriving = {
    /** Begins to load lists in place of the present ones. */
    begin() {
      coming = createPaperIndex()
      if (index.places().length > 0) return
      turn()
      forget()
    },

    /** Tells how many papers to expect. */
    expect: (papers: number): void => coming.expect(papers),

    /** Adds a list, or a part of one whose header was added before. */
    take(
      { papers, ...head }: Partial<List> & Pick<List, 'papers'>,
      problems: readonly Problem[] = [],
      part: Part = toPart(papers),
    ) {
      if (head.id !== undefined) coming.lists.push(head as ListHead)
      coming.problems.push(...problems)
      coming.take(part)
      if (coming === index) forget()
    },

    /** Adds the list of a file. */
    read({ name, text }: ListFile) {
      const { list, problems } = parseList(name, text)
      arriving.take(list ?? { papers: [] }, problems)
    },

    /** Ends the load, and returns the report. */
    finish(): LoadResult {
      coming.joinAll()
      turn()
      const adopted = adopt()
      forget()
      return { lists: index.lists, problems: index.problems, papers: index.places().length, ...adopted }
    },

    /** Loads the lists of files in place of the present ones. */
    open(files: readonly ListFile[]): LoadResult {
      arriving.begin()
      for (const file of files) arriving.read(file)
      return arriving.finish()
    },
  }
  return arriving
}
