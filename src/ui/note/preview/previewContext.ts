import { createContext } from 'react'
import type { PaperHead } from '../../../model/paper/paper.ts'

/** The app around a preview. Without it tasks and links are shown and cannot be pressed. */
export type PreviewContext = {
  /** The paper of a link; null where there is none, undefined until that is known. */
  readonly paperOf: (name: string) => PaperHead | null | undefined
  readonly onOpen: (paper: PaperHead) => void
  /** The address of a link that names no paper. */
  readonly onSearch: (name: string) => void
  /** The offset of a task’s item in the note. */
  readonly onTick: (place: number) => void
}

export const AroundContext = createContext<PreviewContext | null>(null)
