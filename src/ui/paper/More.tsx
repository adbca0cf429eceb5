import { useEffect, useState } from 'react'
import type { Bibliography, FieldValue } from '../../model/paper/bibliography.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import { useAnswers } from '../../store/hooks.ts'
import styles from './More.module.css'

/** The entry of the bibliography that a paper came from, folded. It is read when it is unfolded. */
export function More({ paper }: { readonly paper: PaperId }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles['more']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>More</summary>
      {isOpen && <Entry paper={paper} />}
    </details>
  )
}

function Entry({ paper }: { readonly paper: PaperId }) {
  const read = useAnswers(({ bibliography }) => bibliography)
  const opened = useAnswers(({ opened }) => opened)
  const [entry, setEntry] = useState<Bibliography | null>(null)
  const [failure, setFailure] = useState('')
  useEffect(() => {
    // Lists that are loaded anew may have another one.
    if (!opened) return undefined
    let isWanted = true
    read(paper).then(
      (entry) => isWanted && setEntry(entry),
      (error: unknown) => isWanted && setFailure(errorMessage(error)),
    )
    return () => {
      isWanted = false
    }
  }, [read, paper, opened])
  if (failure !== '') return <p role="alert">The entry could not be read: {failure}</p>
  if (entry === null) return null
  const named: readonly (readonly [name: string, value: FieldValue])[] = [
    ['Citation key', entry.key],
    ['Type', entry.type],
    ...Object.entries(entry.fields),
  ]
  return (
    <dl>
      {named
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{printValue(value)}</dd>
          </div>
        ))}
    </dl>
  )
}

/** A value as it is spelled: texts one a line, and any other as JSON. */
function printValue(value: FieldValue): string {
  if (typeof value === 'string') return value
  const isLines = Array.isArray(value) && value.every((item) => typeof item === 'string')
  return isLines ? value.join('\n') : JSON.stringify(value)
}
