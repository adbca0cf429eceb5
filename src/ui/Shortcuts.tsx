import { commands } from './commands.ts'
import { Dialog } from './Dialog.tsx'
import { printKey } from './keys.ts'
import styles from './Shortcuts.module.css'

const GROUPS = ['Move', 'Mark', 'Papers', 'App'] as const

const IN_PLACE = [
  ['Sort by several columns', 'Shift', 'click'],
  ['Move a column', 'Alt', '← →'],
  ['Resize a column', 'Alt', 'Shift', '← →'],
] as const

/** Every key there is, read from the table of commands. */
export function Shortcuts() {
  return (
    <Dialog label="Keyboard shortcuts">
      <div className={styles['groups']}>
        {GROUPS.map((name) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {commands
                .filter(({ group, keys }) => group === name && keys.length > 0)
                .map(({ id, label, keys }) => (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd>
                      {keys.map((key) => (
                        <Keys key={key} parts={printKey(key)} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>On a column’s head</h3>
          <dl>
            {IN_PLACE.map(([label, ...parts]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <Keys parts={parts} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

const Keys = ({ parts }: { readonly parts: readonly string[] }) => (
  <span className={styles['keys']}>
    {parts.map((part) => (
      <kbd key={part}>{part}</kbd>
    ))}
  </span>
)
