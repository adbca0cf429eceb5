import { useEffect, useMemo, useState } from 'react'
import { parseBackup } from '../model/backup.ts'
import type { Marks } from '../model/mark.ts'
import type { PaperHead, PaperId } from '../model/paper.ts'
import { compareBackup, comparePutBack, joinMarks, putBack } from '../model/restore.ts'
import { readFiles } from '../storage/files.ts'
import { useAnswers, useLibrary, useStores } from '../store/hooks.ts'
import { Dialog } from './Dialog.tsx'
import { useDialogs } from './dialogs.ts'
import { ImportFile, type Found } from './ImportFile.tsx'
import styles from './Import.module.css'

const NO_MARKS: Marks = new Map()
const NO_ROWS: readonly PaperHead[] = []

/** Shows what files would bring before anything is changed; then all of it is added, or put back, or nothing. */
export function Import({ files }: { readonly files: readonly File[] }) {
  const { library } = useStores()
  const { show } = useDialogs()
  const found = useFound(files)
  const ours = useLibrary(({ marks }) => marks)
  const theirs = useMemo(
    () => joinMarks(found?.map((file) => ('marks' in file ? file.marks : NO_MARKS)) ?? []),
    [found],
  )
  const [isPutBack, setPutBack] = useState(false)
  const { counts } = useMemo(() => compareBackup(ours, theirs), [ours, theirs])
  const { changes, notes } = useMemo(() => comparePutBack(ours, theirs), [ours, theirs])
  const titleOf = useTitles(theirs)
  const news = isPutBack ? changes.length : counts.new + counts.newer
  return (
    <Dialog label="Import">
      <div className={styles['files']} aria-busy={found === null}>
        {found?.map((file, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- two files may have the same name
          <ImportFile key={i} file={file} ours={ours} titleOf={titleOf} isPutBack={isPutBack} />
        )) ?? <p>Reading…</p>}
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
      <p className={styles['end']}>
        {found && <span>{isPutBack ? tellPutBack(news, notes) : tellAdd(news)}</span>}
        <button type="button" className="button" onClick={() => show(null)}>
          Cancel
        </button>
        <button
          type="button"
          className="button"
          data-main
          disabled={news === 0}
          onClick={() => {
            library.getState().restore(theirs, isPutBack ? putBack : undefined)
            show(null)
          }}
        >
          {isPutBack ? 'Put back' : 'Add'}
        </button>
      </p>
    </Dialog>
  )
}

const count = (many: number, word: string) => `${many.toLocaleString()} ${many === 1 ? word : `${word}s`}`

const tellAdd = (news: number) =>
  news === 0 ? 'There is nothing to add.' : `${count(news, 'paper')} to add to. What is later here stays.`

function tellPutBack(papers: number, notes: number): string {
  if (papers === 0) return 'All is as the backup has it.'
  const changed = `${count(papers, 'paper')} will change${notes > 0 ? `, ${count(notes, 'note')} among them` : ''}.`
  return `${changed} Their texts of now stay in the history, and undo brings all back. Papers that the backup lacks stay.`
}

/** What the files hold; null until they are read. */
function useFound(files: readonly File[]): readonly Found[] | null {
  const [read, setRead] = useState<{ readonly files: readonly File[]; readonly found: readonly Found[] } | null>(null)
  useEffect(() => {
    let isWanted = true
    void readFiles(files).then((all) => {
      const found = all.map((file): Found =>
        'text' in file ? { name: file.name, ...parseBackup(file.text) } : { name: file.name, problem: file.reason },
      )
      if (isWanted) setRead({ files, found })
    })
    return () => void (isWanted = false)
  }, [files])
  return read?.files === files ? read.found : null
}

/** The title of a paper as its list has it, or its mark remembers it, or else what names it. */
function useTitles(theirs: Marks): (paper: PaperId) => string {
  const rows = useAnswers(({ answer }) => answer?.rows ?? NO_ROWS)
  return useMemo(() => {
    const titles = new Map(rows.flatMap(({ aliases, title }) => aliases.map((alias) => [alias, title] as const)))
    return (paper) => {
      const remembered = theirs.get(paper)?.get('title')?.[0]
      return titles.get(paper) ?? (typeof remembered === 'string' ? remembered : paper)
    }
  }, [rows, theirs])
}
