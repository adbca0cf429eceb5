import { useState } from 'react'
import { SettingsSection } from './SettingsSection.tsx'
import { chooseTheme, readTheme, THEMES } from './theme.ts'
import styles from './SettingsDialog.module.css'

const THEME_LABELS = { system: 'System', light: 'Light', dark: 'Dark' } as const

/** The choice of the theme, which the page shows at once. */
export function ThemeSettings() {
  const [theme, setTheme] = useState(readTheme)
  return (
    <SettingsSection title="Theme">
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
    </SettingsSection>
  )
}
