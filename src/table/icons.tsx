import type { ReactNode } from 'react'
import styles from './icons.module.css'

type Named = { readonly label: string }

function Icon({
  label,
  className,
  children,
}: {
  readonly label: string
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <svg viewBox="0 0 16 16" className={`${styles['icon']} ${className ?? ''}`} role="img" aria-label={label}>
      <title>{label}</title>
      {children}
    </svg>
  )
}

export const AwardIcon = ({ label }: Named) => (
  <Icon label={label} className={styles['award']}>
    <circle cx="8" cy="6" r="4" />
    <path d="M5.6 9.4 4.5 15 8 13l3.5 2-1.1-5.6" />
  </Icon>
)

export const CodeIcon = ({ label }: Named) => (
  <Icon label={label} className={styles['code']}>
    <path d="m5 4.5-3.5 3.5L5 11.5m6-7 3.5 3.5-3.5 3.5" />
  </Icon>
)
