import { useEffect, useMemo, useState } from 'react'
import { isUnmarked, readMark } from '../../model/mark/mark.ts'
import { isUserRecord } from '../../model/mark/userRecord.ts'
import { printBytes, printCount, printNumber } from '../../model/numberFormat.ts'
import { measureUsage, type Usage } from '../../storage/browser/persistentStorage.ts'
import { useAnswers, useLibrary, useSaving, useStores } from '../../store/hooks.ts'
import { useOpenedStore } from '../../store/useOpenedStore.ts'
import { SettingsSection } from './SettingsSection.tsx'
import styles from './SettingsDialog.module.css'

/** What this browser keeps, how much room it takes, and how safe it is there. */
export function StorageSettings() {
  const backups = useOpenedStore(useStores().backups)
  const papers = useAnswers(({ answer }) => answer?.all ?? 0)
  const marks = useLibrary(({ marks }) => marks)
  const marked = useMemo(() => {
    let count = 0
    for (const [id, kept] of marks) if (!isUserRecord(id) && !isUnmarked(readMark(kept))) count += 1
    return count
  }, [marks])
  const saving = useSaving()
  const usage = useUsage()
  const { isKept = null, askToKeep } = backups ?? {}
  return (
    <SettingsSection title="Storage">
      <ul className={styles['facts']}>
        <li>
          {printCount(papers, 'paper')}, {printNumber(marked)} with a mark of yours
        </li>
        {usage && (
          <li>
            {printBytes(usage.used)} used of {printBytes(usage.room)}
          </li>
        )}
        {saving.state === 'saved' && (
          <li>
            {saving.copies === 2
              ? 'Two copies: in the database of this browser, and in its private files'
              : 'One copy, in the database of this browser: it has no private files for a second one'}
          </li>
        )}
        {isKept !== null && (
          <li>
            {isKept
              ? 'The browser keeps them until you clear them'
              : 'The browser may delete them when the disk is full'}
          </li>
        )}
      </ul>
      {isKept === false && (
        <button type="button" className="button" onClick={() => void askToKeep?.()}>
          Ask it to keep them
        </button>
      )}
    </SettingsSection>
  )
}

/** How much room the site uses; null where the browser does not say. */
function useUsage(): Usage | null {
  const [usage, setUsage] = useState<Usage | null>(null)
  useEffect(() => {
    let isWanted = true
    measureUsage().then(
      (usage) => isWanted && setUsage(usage),
      () => {},
    )
    return () => {
      isWanted = false
    }
  }, [])
  return usage
}
