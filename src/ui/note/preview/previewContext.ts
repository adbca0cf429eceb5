import { createContext } from 'react'
import type { PaperHead } from '../../../model/paper/paper.ts'

/** What a note that is shown may need of the app around it; without it tasks and links can be read and not pressed. */
export type PreviewContext = {
  /** The paper that a link names; null where there is none, undefined as long as that is not known. */
  readonly paperOf: (name: string) => PaperHead | null | undefined
  readonly onOpen: (paper: PaperHead) => void
  /** Where a link leads whose paper there is none of. */
  readonly onSearch: (name: string) => void
  /** The place of a task's item in the note as it is shown. */
  readonly onTick: (place: number) => void
}

export const AroundContext = createContext<PreviewContext | null>(null)
