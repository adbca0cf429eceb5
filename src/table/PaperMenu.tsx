import type { RefObject } from 'react'
import type { PaperId } from '../model/paper.ts'
import { useMark, useStores } from '../store/hooks.ts'
import { StatusMenu } from './StatusMenu.tsx'

type Props = {
  readonly paper: PaperId
  /** The button that opened it. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** The statuses that a paper can have, to choose from. */
export function PaperMenu({ paper, anchor, onClose }: Props) {
  const { library } = useStores()
  const { status } = useMark(paper)
  return (
    <StatusMenu
      anchor={anchor}
      status={status}
      onChoose={(status) => library.getState().edit([paper], { status })}
      onClose={onClose}
    />
  )
}
