import styles from './icons.module.css'

type Props = { readonly label: string }

/** The icon of an award, with its name for screen readers. */
export const AwardIcon = ({ label }: Props) => (
  <svg viewBox="0 0 16 16" className={`${styles['icon']} ${styles['award']}`} role="img" aria-label={label}>
    <title>{label}</title>
    <circle cx="8" cy="6" r="4" />
    <path d="M5.6 9.4 4.5 15 8 13l3.5 2-1.1-5.6" />
  </svg>
)

/** The icon of a paper with code. */
export const CodeIcon = ({ label }: Props) => (
  <svg viewBox="0 0 16 16" className={`${styles['icon']} ${styles['code']}`} role="img" aria-label={label}>
    <title>{label}</title>
    <path d="m5 4.5-3.5 3.5L5 11.5m6-7 3.5 3.5-3.5 3.5" />
  </svg>
)

/** A star without a name of its own; its button has one. */
export const StarIcon = () => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <path d="m10 1.8 2.5 5.3 5.7.7-4.2 4 1.1 5.8L10 14.8l-5.1 2.8L6 11.8l-4.2-4 5.7-.7z" />
  </svg>
)
