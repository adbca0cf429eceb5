import styles from './MatchingTerms.module.css'

/** The words of a paper, as written, for which it was selected. */
export const MatchingTerms = ({ label, words }: { readonly label: string; readonly words: readonly string[] }) =>
  words.length > 0 && (
    <ul className={styles['words']} aria-label={label}>
      {words.map((word) => (
        <li key={word} dir="auto">
          {word}
        </li>
      ))}
    </ul>
  )
