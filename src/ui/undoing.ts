import type { Stores } from '../store/hooks.ts'
import { tell } from './told.ts'

/**
 * Says what the last step did, with a button that takes it back; both go once something else was done. `onUndone` is
 * called after the button.
 */
export function tellUndo(words: string, { library }: Pick<Stores, 'library'>, onUndone = () => {}) {
  const step = library.getState().past.at(-1)
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Undo' })
  const leave = library.subscribe(({ past }) => {
    if (past.at(-1) === step) return
    leave()
    if (button.isConnected) tell('')
  })
  button.addEventListener('click', () => {
    library.getState().undo()
    tell('Taken back')
    onUndone()
  })
  tell(words, false, button)
}
