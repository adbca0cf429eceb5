import { useState } from 'react'
import { chooseLookup, readLookupChoice, WHO_LEARNS } from '../../storage/lookup/lookupChoice.ts'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './SettingsDialog.module.css'

/** Whether papers that are added may be looked up on the web, and who learns of it. */
export function LookupSettings() {
  const [isOn, setOn] = useState(() => readLookupChoice() === 'on')
  const onChange = () => {
    setOn(!isOn)
    chooseLookup(isOn ? 'off' : 'on')
  }
  return (
    <SettingsSection title="Look-up">
      <p>{WHO_LEARNS}</p>
      <label className={styles['check']}>
        <input type="checkbox" checked={isOn} onChange={onChange} />
        Look up titles, authors and abstracts of papers that I add
      </label>
    </SettingsSection>
  )
}
