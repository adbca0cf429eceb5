import { useId, useState, type KeyboardEvent } from 'react'
import { fold } from '../model/text.ts'
import { commands, type Command } from './commands.ts'
import type { Scene } from './scene.ts'
import { Dialog } from './Dialog.tsx'
import { printKey } from './keys.ts'
import styles from './Palette.module.css'

/** Every command by its name, for whom the keys are not yet in the fingers. */
export function Palette({ scene }: { readonly scene: Scene }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const words = fold(text).split(' ')
  const found = commands.filter(
    (command) =>
      command.id !== 'palette' &&
      (command.when?.(scene) ?? true) &&
      words.every((word) => fold(command.label).includes(word)),
  )
  const active = found[Math.min(at, found.length - 1)]

  const run = (command: Command | undefined) => {
    if (!command) return
    scene.dialogs.show(null)
    // Once the dialog is gone and the keyboard is back where it was.
    requestAnimationFrame(() => command.run(scene))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((at + step + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(active)
    }
  }
  return (
    <Dialog label="Commands">
      <input
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={active && `${id}-${active.id}`}
        autoComplete="off"
        className={styles['input']}
        placeholder="What would you like to do?"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label="Commands" className={styles['list']}>
        {found.map((command) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox has the keyboard
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={command === active}
            className={styles['option']}
            onClick={() => run(command)}
          >
            {command.label}
            {command.keys[0] && <kbd>{printKey(command.keys[0])}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles['none']}>No command is called that.</p>}
    </Dialog>
  )
}
