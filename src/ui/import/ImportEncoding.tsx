import { useId } from 'react'
import type { FoundEncoding } from '../../formats/encoding/decode.ts'
import { OLD_ENCODINGS, type OldEncoding } from '../../formats/encoding/encodings.ts'
import styles from './ImportDialog.module.css'

const NAMES = Object.keys(OLD_ENCODINGS) as OldEncoding[]

type Props = { readonly encoding: FoundEncoding; readonly onChoose: (encoding: OldEncoding) => void }

/** The encoding of a file that is not Unicode, with lines that show whether it is the right one, and a choice of others. */
export function ImportEncoding({ encoding: { name, isGuess, samples }, onChoose }: Props) {
  const id = useId()
  return (
    <>
      <div className={styles['choice']}>
        <label>
          Encoding{' '}
          <select aria-describedby={id} value={name} onChange={({ target }) => onChoose(target.value as OldEncoding)}>
            {NAMES.map((other) => (
              <option key={other} value={other}>
                {OLD_ENCODINGS[other]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles['samples']}>
        <small id={id}>
          {isGuess ? 'Guessed, since the file is not Unicode. ' : ''}If these letters are wrong, choose another:
        </small>
        <ul>
          {samples.map((line, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- two lines may read the same
            <li key={i}>
              <small dir="auto">{line}</small>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
