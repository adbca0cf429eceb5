import { showKey } from '../../model/keys/key.ts'
import { isChanged, MY_KEYS } from '../../model/keys/keyBindings.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import { commands } from '../commands/commands.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { isMac } from '../commands/keyEvents.ts'
import { KeyCaps, ShortcutRow } from './ShortcutRow.tsx'
import { ToastPlace } from '../notices/Toast.tsx'
import { showToast } from '../../store/toasts.ts'
import { noteKeys } from '../note/editor/editorKeys.ts'
import styles from './ShortcutsDialog.module.css'

const GROUPS = ['Move', 'Mark', 'Papers', 'App'] as const

const MOD = isMac ? '⌘' : 'Ctrl'
/** What a key does with a click, or where it has the keyboard. */
const IN_PLACE = [
  ['Select a paper, or take it out', [MOD, 'click']],
  ['Select as far as a paper', ['Shift', 'click']],
  ['Leave a value of a filter out', ['Alt', 'click']],
  ['Sort by several columns', ['Shift', 'click']],
  ['Move a column, on its head', ['Alt', '← →']],
  ['Resize a column, on its head', ['Alt', 'Shift', '← →']],
  ['From a row to its keys of the notes', ['→']],
  ['Fill a key, then that of the next paper', ['Enter']],
  ['Fill a key, then the next one', ['Tab']],
] as const

const IN_NOTES = [
  ['Link another paper', ['[[']],
  ['Leave a list, and the note', ['Esc', 'Tab']],
] as const

const IN_SEARCH = [
  ['An author, by any word of the name', ['author:vaswani']],
  ['Words of one text alone', ['title:', 'note:', 'abstract:']],
  ['When you added, read or changed a paper', ['added:>2026-10', 'read:2026', 'changed:']],
  ['Either word, and without a value', ['kv OR cache', '-has:code']],
] as const

/** Every command with its keys, which can be changed here. */
export function ShortcutsDialog() {
  const { library } = useStores()
  const mine = useLibrary(({ userRecords }) => userRecords.get(MY_KEYS))
  const changed = commands.filter((command) => isChanged(mine, command))
  const onResetAll = () => {
    library.getState().saveRecords([[MY_KEYS, Object.fromEntries(changed.map(({ id }) => [id, null]))]])
    showToast('All keys are as they came')
  }
  return (
    <Dialog label="Keyboard shortcuts">
      <div className={styles['about']}>
        <p>They work outside of text boxes.</p>
        <button type="button" className="button" data-plain disabled={changed.length === 0} onClick={onResetAll}>
          Reset all keys
        </button>
      </div>
      {GROUPS.map((name) => (
        <section key={name} className={styles['group']}>
          <h3>{name}</h3>
          <ul>
            {commands
              .filter(({ group }) => group === name)
              .map((command) => (
                <ShortcutRow key={command.id} command={command} mine={mine} />
              ))}
          </ul>
        </section>
      ))}
      <Uses
        name="In a note"
        uses={[...noteKeys.map(({ label, key }) => [label, showKey(key, isMac)] as const), ...IN_NOTES]}
      />
      <Uses name="In a search" uses={IN_SEARCH} />
      <Uses name="In place" uses={IN_PLACE} />
      <ToastPlace />
    </Dialog>
  )
}

type UsesProps = {
  readonly name: string
  readonly uses: readonly (readonly [label: string, parts: readonly string[]])[]
}

/** Keys and words that are no commands, and cannot be changed. */
const Uses = ({ name, uses }: UsesProps) => (
  <section className={styles['group']}>
    <h3>{name}</h3>
    <ul>
      {uses.map(([label, parts]) => (
        <li key={label} className={styles['line']}>
          <span>{label}</span>
          <KeyCaps parts={parts} />
        </li>
      ))}
    </ul>
  </section>
)
