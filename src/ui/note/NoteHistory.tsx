import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import { timeOf } from '../../model/mark/clock.ts'
import type { KeptMark } from '../../model/mark/cell.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { pastVersions, versions, type Version } from '../../model/mark/noteVersions.ts'
import { useStores } from '../../store/hooks.ts'
import styles from './NoteHistory.module.css'

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** Every earlier version of a note, with the changes since then and a button that restores it. */
export function NoteHistory({ paper, kept }: { readonly paper: PaperId; readonly kept: KeptMark }) {
  const { library } = useStores()
  const present = versions(kept)[0]?.text ?? ''
  return (
    <ol className={styles['history']} aria-label="Earlier versions of the note">
      {pastVersions(kept).map((version) => (
        <li key={version.cell}>
          <details>
            <summary>
              <time dateTime={new Date(timeOf(version.at)).toISOString()}>{time.format(timeOf(version.at))}</time>{' '}
              <span className={styles['start']} dir="auto">
                {version.text}
              </span>
            </summary>
            <Difference version={version} present={present} />
            <button
              type="button"
              className="button"
              onClick={() => library.getState().edit([paper], { note: version.text })}
            >
              Bring this version back
            </button>
          </details>
        </li>
      ))}
    </ol>
  )
}

/** Longer texts are shown without a diff, which would take seconds. */
const MAX_COMPARED = 20_000

function Difference({ version: { text }, present }: { readonly version: Version; readonly present: string }) {
  const parts = useMemo(
    () => (text.length + present.length > MAX_COMPARED ? null : diffWordsWithSpace(text, present)),
    [text, present],
  )
  return (
    <p className={styles['text']} dir="auto">
      {parts?.map(({ value, added, removed }, i) => {
        if (added) return <ins key={i}>{value}</ins>
        return removed ? <del key={i}>{value}</del> : <span key={i}>{value}</span>
      }) ?? text}
    </p>
  )
}
