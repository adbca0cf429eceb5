import { useState, type ReactNode } from 'react'
import { runCommand } from '../commands/commands.ts'
import type { Scene } from '../commands/actions.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { chooseTheme, readTheme, THEMES } from './theme.ts'
import styles from './SettingsDialog.module.css'

const THEME_LABELS = { system: 'System', light: 'Light', dark: 'Dark' } as const

/** The settings of this device, and the ways to the dialogs that have more. */
export function SettingsDialog({ scene }: { readonly scene: Scene }) {
  const [theme, setTheme] = useState(readTheme)
  const command = (id: string, label: string) => (
    <button type="button" className="button" onClick={() => runCommand(id, scene)}>
      {label}
    </button>
  )
  return (
    <Dialog label="Settings">
      <Section title="Theme">
        <span role="radiogroup" aria-label="Theme" className={styles['themes']}>
          {THEMES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="theme"
                checked={one === theme}
                onChange={() => {
                  setTheme(one)
                  chooseTheme(one)
                }}
              />
              {THEME_LABELS[one]}
            </label>
          ))}
        </span>
      </Section>
      <Section title="Keyboard">
        <p>Every key can be changed.</p>
        {command('help', 'Keyboard shortcuts')}
      </Section>
      <Section title="Your data">
        <p>Everything is in this browser. A backup is one file with all of it.</p>
        {command('backup', 'Back up now')}
      </Section>
      <Section title="Your other devices">
        <p>Marks, notes and lists on all of them, by a folder or a server of your own.</p>
        {command('sync', 'Sync with your other devices')}
      </Section>
    </Dialog>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles['section']}>
    <h3>{title}</h3>
    {children}
  </section>
)
