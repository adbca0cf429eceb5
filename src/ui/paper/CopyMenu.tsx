import type { RefObject } from 'react'
import type { CopyName } from '../../formats/copyFormats.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { useStores } from '../../store/hooks.ts'
import { MenuItem, PopupMenu } from '../../widgets/PopupMenu.tsx'
import { copyPapers } from './copyPapers.ts'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  readonly paper: PaperId
  readonly onClose: () => void
}

const LABELS: Readonly<Record<CopyName, string>> = {
  title: 'Title',
  markdown: 'Markdown link',
  bibtex: 'BibTeX',
  cite: '\\cite{…}',
}

/** The menu of copy formats below `anchor`. Closing it returns the focus to `anchor`. */
export function CopyMenu({ anchor, paper, onClose }: Props) {
  const stores = useStores()
  return (
    <PopupMenu label="Copy" anchor={anchor} align="start" onClose={onClose}>
      {(Object.keys(LABELS) as CopyName[]).map((copy) => (
        <MenuItem key={copy} label={LABELS[copy]} onClick={() => void copyPapers([paper], copy, stores)} />
      ))}
    </PopupMenu>
  )
}
