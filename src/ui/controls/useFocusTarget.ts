import { useLayoutEffect } from 'react'
import type { FocusTarget } from '../../store/screen.ts'
import { useScreen, useStores } from '../../store/hooks.ts'
import { isTypedIn } from '../../widgets/textInput.ts'

/**
 * Calls `take` when a command has sent the keyboard to this place, as soon as the place is drawn; not where it comes so late
 * that the user has begun to write elsewhere.
 */
export function useFocusTarget(isHere: (target: FocusTarget) => boolean, take: (target: FocusTarget) => void) {
  const { screen } = useStores()
  const target = useScreen(({ target }) => target)
  useLayoutEffect(() => {
    if (!target || !isHere(target)) return
    const { isLate, endTarget } = screen.getState()
    endTarget()
    if (!isLate || !isTypedIn(document.activeElement)) take(target)
  })
}
