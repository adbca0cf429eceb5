import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Entry } from '../../formats/entry/entry.ts'
import { fillPaper } from '../../formats/lookup/fillIn.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import { printCount } from '../../model/numberFormat.ts'
import type { Paper } from '../../model/paper/paper.ts'
import { findWaiting, type Waiting } from '../../store/files/waitingPapers.ts'
import { useAnswers, useStores } from '../../store/hooks.ts'
import { showUndo } from '../../store/toasts.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { LookUp } from './LookUp.tsx'
import styles from './LookUp.module.css'

/** Looks up the papers that are called by their addresses, and saves what came as one step of undo. */
export function MissingTitles() {
  const { answers, lists, library, screen } = useStores()
  const isLoaded = useAnswers(({ opened }) => opened !== null)
  const [waiting, setWaiting] = useState<readonly Waiting[] | null>(null)
  const [failure, setFailure] = useState('')
  const found = useRef(new Map<string, Entry>())
  useEffect(() => {
    if (!isLoaded) return undefined
    let isWanted = true
    const fail = (error: unknown) => isWanted && setFailure(errorMessage(error))
    findWaiting(answers.getState()).then((waiting) => isWanted && setWaiting(waiting), fail)
    return () => {
      isWanted = false
    }
  }, [answers, isLoaded])

  const save = async () => {
    const came = found.current
    found.current = new Map()
    const named = waiting!.flatMap(({ paper, doi }) => {
      const entry = came.get(doi)
      return entry ? [[paper, (now: Paper) => fillPaper(now, entry)] as const] : []
    })
    if (named.length === 0) return
    try {
      const saved = await (await lists()).fillPapers(named)
      const rest = waiting!.filter(({ doi }) => !came.has(doi))
      setWaiting(rest)
      if (rest.length === 0) screen.getState().show(null)
      showUndo(`${printCount(saved, 'title')} looked up`, library)
    } catch (error) {
      setFailure(`Nothing was saved: ${errorMessage(error)}`)
    }
  }
  // What has come stays, also where the dialog is closed before the last answer.
  const saveRest = useEffectEvent(() => void save())
  useEffect(() => () => saveRest(), [])
  return (
    <Dialog label="Look up missing titles">
      {waiting?.length === 0 && <p>No paper waits for its title.</p>}
      {waiting && waiting.length > 0 && (
        <>
          <p className={styles['intro']}>Papers that are called by their addresses:</p>
          <ul className={styles['waiting']} aria-label="Papers without a title">
            {waiting.map(({ paper }) => (
              <li key={paper.id} dir="auto">
                {paper.title}
              </li>
            ))}
          </ul>
          <LookUp
            dois={waiting.map(({ doi }) => doi)}
            isAsked
            advice=""
            onFound={(doi, entry) => found.current.set(doi, entry)}
            onEnd={() => void save()}
          />
        </>
      )}
      {failure !== '' && <p role="alert">{failure}</p>}
    </Dialog>
  )
}
