import { createElement } from 'react'
import { AWARD } from './icons.ts'
import styles from './icons.module.css'

export const AwardIcon = ({ label }: { readonly label: string }) => (
  <svg viewBox="0 0 16 16" className={`${styles['icon']} ${styles['award']}`} role="img" aria-label={label}>
    <title>{label}</title>
    {AWARD.map(([name, attributes], i) => createElement(name, { key: i, ...attributes }))}
  </svg>
)
