import styles from './MatchingTerms.module.css'

/** Words of a paper, as it writes them, that tell why it is there. */
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
