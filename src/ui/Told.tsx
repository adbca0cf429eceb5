import styles from './Told.module.css'

/** Where `tell` writes. It is there before anything is said, as screen readers want it. */
export const Told = () => <div aria-live="polite" className={styles['told']} data-told />
