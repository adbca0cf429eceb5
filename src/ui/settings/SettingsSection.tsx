import type { ReactNode } from 'react'
import styles from './SettingsDialog.module.css'

/** A part of the settings, under its heading. */
export const SettingsSection = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles['section']}>
    <h3>{title}</h3>
    {children}
  </section>
)
