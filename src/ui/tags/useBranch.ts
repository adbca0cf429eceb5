import { useMemo } from 'react'
import { branchOf, papersByTag } from '../../model/tag/tag.ts'
import { useLibrary } from '../../store/hooks.ts'

/** The papers of all tags, and one tag with those below it. */
export function useBranch(tag: string) {
  const marks = useLibrary(({ marks }) => marks)
  return useMemo(() => {
    const tagged = papersByTag(marks)
    return { tagged, branch: branchOf(tagged, tag) }
  }, [marks, tag])
}
