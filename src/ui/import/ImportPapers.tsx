import type { Mapping } from '../../formats/csv/mapping.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { fold } from '../../model/text/fold.ts'
import type { OwnList } from '../../storage/lists/assembleList.ts'
import { isTaken, takenPlaces, type Choice, type ImportedPapers, type Rule } from './importPlan.ts'
import { LikelyPapers } from './LikelyPapers.tsx'
import { ImportColumns } from './ImportColumns.tsx'
import styles from './ImportDialog.module.css'

type Props = {
  readonly file: ImportedPapers
  readonly choice: Choice
  readonly own: readonly OwnList[]
  /** The number of papers that get a mark from the file. */
  readonly marks: number
  readonly onChoose: (choice: Choice) => void
  /** Parses the table again with other columns. */
  readonly onCorrect: (mapping: Mapping) => void
}

/** Which of the papers that are not shown are taken. */
const TAKEN: Readonly<Record<Rule, string>> = {
  new: 'where they are new',
  fuller: 'where they are new, or here without an entry',
  all: 'all',
}

/** Compares the papers of a file with those here. The user chooses which of them to import, and into which list. */
export function ImportPapers({ file, choice, own, marks, onChoose, onCorrect }: Props) {
  const { twins, likely, titles, label, notices, noticeCount } = file
  const fresh = twins.filter((twin) => twin === null).length
  const differing = twins.filter((twin) => twin?.differs).length
  const fuller = twins.filter((twin) => twin?.isFuller).length
  const taken = takenPlaces(choice, file).length
  const known = file.count - fresh - differing
  const parts = [
    `${printNumber(fresh)} new${likely.length > 0 ? ` (${printNumber(likely.length)} likely here)` : ''}`,
    `${printNumber(known)} already here`,
    ...(differing > 0 ? [`${printNumber(differing)} here with another title or year`] : []),
  ]
  const onToggle = (place: number) => {
    const exceptions = new Set(choice.exceptions)
    if (!exceptions.delete(place)) exceptions.add(place)
    onChoose({ ...choice, exceptions })
  }
  return (
    <>
      <p>
        {label}, {printCount(file.count, 'paper')}: {parts.join(', ')}.
        {marks > 0 && ` It says something of ${printCount(marks, 'paper')} that is joined to what you said.`}
      </p>
      {file.columns && <ImportColumns columns={file.columns} onCorrect={onCorrect} />}
      {file.count > 0 && (
        <div className={styles['choice']}>
          <label>
            Take{' '}
            <select
              value={choice.rule}
              onChange={({ target }) => onChoose({ ...choice, rule: target.value as Rule, exceptions: new Set() })}
            >
              <option value="new">what is new ({printNumber(fresh)})</option>
              {fuller > 0 && (
                <option value="fuller">
                  what is new, and the entries of {printNumber(fuller)} here without one ({printNumber(fresh + fuller)})
                </option>
              )}
              <option value="all">all ({printNumber(file.count)}), also what is here</option>
            </select>
          </label>
          <label>
            into{' '}
            <select
              value={choice.into ?? ''}
              onChange={({ target }) => onChoose({ ...choice, into: target.value || null })}
            >
              <option value="">a new list</option>
              {own.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          {choice.into === null && (
            <label>
              called{' '}
              <input value={choice.title} onChange={({ target }) => onChoose({ ...choice, title: target.value })} />
            </label>
          )}
        </div>
      )}
      {fuller > 0 && choice.rule === 'new' && (
        <p>
          Citation keys and other facts of {printCount(fuller, 'paper')} already here are left out, unless you take
          their entries too.
        </p>
      )}
      {likely.length > 0 && (
        <LikelyPapers likely={likely} joined={choice.joined} onJoin={(joined) => onChoose({ ...choice, joined })} />
      )}
      {titles.length > 0 && (
        <details>
          <summary>
            Choose one by one: {printNumber(taken)} of {printNumber(file.count)} taken
          </summary>
          <ul className={styles['papers']}>
            {titles.map((title, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- the index identifies a paper of a file
              <li key={place}>
                <label>
                  <input type="checkbox" checked={isTaken(choice, file, place)} onChange={() => onToggle(place)} />
                  <span dir="auto">{title}</span>
                  {twins[place] && <small>{twins[place].differs ? 'here, but differs' : 'already here'}</small>}
                </label>
              </li>
            ))}
          </ul>
          {file.count > titles.length && (
            <p>
              The {printCount(file.count - titles.length, 'paper')} after these are taken {TAKEN[choice.rule]}.
            </p>
          )}
        </details>
      )}
      {noticeCount > 0 && (
        <details className={styles['problems']} open={file.count === 0} role={file.count === 0 ? 'alert' : undefined}>
          <summary>{noticeCount === 1 ? 'One thing' : `${printNumber(noticeCount)} things`} to look at</summary>
          <ul>
            {notices.map(({ line, field, message }, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- two may read the same
              <li key={i}>
                <b>Line {printNumber(line)}</b> {field && <code>{field}</code>} {message}
              </li>
            ))}
            {noticeCount > notices.length && <li>and {printNumber(noticeCount - notices.length)} more</li>}
          </ul>
        </details>
      )}
    </>
  )
}

/** A choice without what it says of single papers. */
export const withoutPlaces = (choice: Choice): Choice => ({ ...choice, exceptions: new Set(), joined: new Set() })

/** The initial choice. Its target is the user’s list with the same name, if there is one. */
export function firstChoice(file: ImportedPapers, own: readonly OwnList[]): Choice {
  const same = own.find(({ title }) => fold(title) === fold(file.title))
  return { rule: 'new', exceptions: new Set(), joined: new Set(), into: same?.id ?? null, title: file.title }
}
