import { useEffect, useMemo, useState } from 'react'
import { printCount } from '../../model/numberFormat.ts'
import type { Marks } from '../../model/mark/cell.ts'
import type { PaperHead, PaperId } from '../../model/paper/paper.ts'
import { compareBackup, comparePutBack, joinMarks, putBack } from '../../model/backup/restore.ts'
import { isUserRecord, valueOf } from '../../model/mark/userRecord.ts'
import type { RecordChange } from '../../store/library/library.ts'
import { useAnswers, useLibrary, useStores } from '../../store/hooks.ts'
import {
  countNewPapers,
  newLinks,
  newMarks,
  printLists,
  printOwn,
  takenPlaces,
  useImportFiles,
  type Choice,
  type ImportedPapers,
} from './importPlan.ts'
import { mayBeNotes, packNotes } from './packNotes.ts'
import { useOwnLists } from './useOwnLists.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { ImportBackup } from './ImportBackup.tsx'
import { ImportEncoding } from './ImportEncoding.tsx'
import { firstChoice, ImportPapers, withoutPlaces } from './ImportPapers.tsx'
import { showToast } from '../../store/toasts.ts'
import styles from './ImportDialog.module.css'
import { errorMessage } from '../../model/errorMessage.ts'

const NO_ROWS: readonly PaperHead[] = []
/** The choices for each file, by its index. */
const NO_CHOICES: ReadonlyMap<number, Choice> = new Map()

/** Previews what files would add. On confirmation all of it is added, or restored from a backup. Several notes are one file. */
export function ImportDialog({ files }: { readonly files: readonly File[] }) {
  const packed = usePacked(files)
  return packed && <ImportPreview files={packed} />
}

/** The files with their notes as one; null until they are. */
function usePacked(files: readonly File[]): readonly File[] | null {
  const [packed, setPacked] = useState<readonly File[] | null>(null)
  const isNeeded = mayBeNotes(files)
  useEffect(() => {
    let isWanted = true
    if (isNeeded) void packNotes(files).then((some) => isWanted && setPacked(some))
    return () => {
      isWanted = false
      setPacked(null)
    }
  }, [files, isNeeded])
  return isNeeded ? packed : files
}

function ImportPreview({ files }: { readonly files: readonly File[] }) {
  const { library, lists } = useStores()
  const { show } = useStores().screen.getState()
  const { found, reader, readAs } = useImportFiles(files)
  const ours = useLibrary(({ marks }) => marks)
  const own = useOwnLists()
  const [isPutBack, setPutBack] = useState(false)
  const [choices, setChoices] = useState(NO_CHOICES)
  const [state, setState] = useState<'ready' | 'adding' | { readonly failed: string }>('ready')

  const theirs = useMemo(
    () => joinMarks(found.flatMap((file) => (file.kind === 'backup' ? [file.backup.marks] : []))),
    [found],
  )
  const choiceOf = (file: ImportedPapers, place: number) => choices.get(place) ?? firstChoice(file, own)
  const choose = (place: number, choice: Choice) => setChoices(new Map(choices).set(place, choice))
  const chosen = found.flatMap((file, place) =>
    file.kind === 'papers' ? [[file, choiceOf(file, place)] as const] : [],
  )
  const marks = chosen.flatMap(([file, choice]) => newMarks(choice, file, ours))
  const links = chosen.flatMap(([file, choice]) => newLinks(choice, file))
  const backed = found.flatMap((file) => (file.kind === 'backup' ? file.lists : []))
  const papers =
    chosen.reduce((sum, [file, choice]) => sum + takenPlaces(choice, file).length, 0) +
    backed.reduce((sum, list) => sum + countNewPapers(list, own), 0)
  const { counts } = useMemo(() => compareBackup(ours, theirs), [ours, theirs])
  const { changes, notes } = useMemo(() => comparePutBack(ours, theirs), [ours, theirs])
  const titleOf = useTitles(theirs)
  const news = isPutBack ? changes.length : counts.new + counts.newer
  const isReading = found.some((file) => file.kind === 'reading' || ('isOld' in file && file.isOld))

  const onAdd = async () => {
    setState('adding')
    try {
      const restore = (userRecords?: readonly RecordChange[]) =>
        library.getState().restore(theirs, isPutBack ? putBack : undefined, userRecords)
      if (papers + marks.length > 0) {
        const back = await printOwn(reader.current!, backed, own)
        const imported = await printLists(reader.current!, chosen, own)
        await (await lists()).importLists([...back, ...imported], marks, news > 0 ? restore : null, links)
      } else restore()
      show(null)
      showToast(`${isPutBack ? 'Put back' : 'Added'}. Undo takes all of it back.`)
    } catch (error) {
      setState({ failed: errorMessage(error) })
    }
  }
  return (
    <Dialog label="Import">
      <div className={styles['files']} aria-busy={isReading}>
        {found.map((file, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- two files may have the same name
          <section key={i} aria-label={file.name} className={styles['file']}>
            <h3>{file.name}</h3>
            {'encoding' in file && file.encoding && (
              <ImportEncoding
                encoding={file.encoding}
                onChoose={(encoding) => {
                  const made = choices.get(i)
                  if (made) choose(i, withoutPlaces(made))
                  readAs(i, { encoding })
                }}
              />
            )}
            {file.kind === 'reading' && (
              <p role="status">
                Reading… <progress aria-label={`Reading ${file.name}`} />
              </p>
            )}
            {file.kind === 'refused' && <p role="alert">{file.message}</p>}
            {file.kind === 'backup' && (
              <ImportBackup file={file} ours={ours} own={own} titleOf={titleOf} isPutBack={isPutBack} />
            )}
            {file.kind === 'papers' && (
              <ImportPapers
                file={file}
                choice={choiceOf(file, i)}
                own={own}
                marks={newMarks(choiceOf(file, i), file, ours).length}
                onChoose={(choice) => choose(i, choice)}
                onCorrect={(mapping) => {
                  // The indexes may belong to other papers now.
                  choose(i, withoutPlaces(choiceOf(file, i)))
                  readAs(i, { mapping })
                }}
              />
            )}
          </section>
        ))}
      </div>
      {theirs.size > 0 && (
        <fieldset className={styles['ways']}>
          <legend className="hidden">What to do with it</legend>
          <label>
            <input type="radio" name="way" checked={!isPutBack} onChange={() => setPutBack(false)} /> Add what is new:
            whatever is later stays
          </label>
          <label>
            <input type="radio" name="way" checked={isPutBack} onChange={() => setPutBack(true)} /> Put back as the
            backup has it, even over what is later here
          </label>
        </fieldset>
      )}
      {typeof state === 'object' && <p role="alert">Nothing was added: {state.failed}</p>}
      <p className={styles['end']}>
        {!isReading && (
          <span>{isPutBack ? tellPutBack(news, notes, papers) : tellAdd(papers, news, marks.length)}</span>
        )}
        <button type="button" className="button" onClick={() => show(null)}>
          Cancel
        </button>
        <button
          type="button"
          className="button"
          data-main
          disabled={isReading || state === 'adding' || news + papers + marks.length === 0}
          onClick={() => void onAdd()}
        >
          {isPutBack ? 'Put back' : 'Add'}
        </button>
      </p>
    </Dialog>
  )
}

function tellAdd(papers: number, news: number, marks: number): string {
  const parts = [
    ...(papers > 0 ? [`${printCount(papers, 'paper')} to add.`] : []),
    ...(news > 0 ? [`${printCount(news, 'paper')} to add to. What is later here stays.`] : []),
    ...(papers === 0 && marks > 0 ? [`${printCount(marks, 'paper')} to add to.`] : []),
  ]
  return parts.join(' ') || 'There is nothing to add.'
}

function tellPutBack(changes: number, notes: number, papers: number): string {
  const added = papers > 0 ? `${printCount(papers, 'paper')} to add. ` : ''
  if (changes === 0) return added || 'All is as the backup has it.'
  const changed = `${printCount(changes, 'paper')} will change${notes > 0 ? `, ${printCount(notes, 'note')} among them` : ''}.`
  return `${added}${changed} Their texts of now stay in the history, and undo brings all back. Papers that the backup lacks stay.`
}

/** The title of a paper from its list or mark, or else its alias. For a record, its name. */
function useTitles(theirs: Marks): (paper: PaperId) => string {
  const rows = useAnswers(({ answer }) => answer?.rows ?? NO_ROWS)
  return useMemo(() => {
    const titles = new Map(rows.flatMap(({ aliases, title }) => aliases.map((alias) => [alias, title] as const)))
    return (paper) => {
      const kept = theirs.get(paper)
      const remembered = valueOf(kept, isUserRecord(paper) ? 'name' : 'title')
      return titles.get(paper) ?? (typeof remembered === 'string' ? remembered : paper)
    }
  }, [rows, theirs])
}
