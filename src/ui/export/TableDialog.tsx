import { useEffect, useId, useState } from 'react'
import { TABLE_FORMATS, type TableFormatName } from '../../formats/table/tableFormats.ts'
import { errorMessage } from '../../model/errorMessage.ts'
import { printCount, printNumber } from '../../model/numberFormat.ts'
import { day } from '../../model/time/day.ts'
import { copyText } from '../../storage/browser/clipboard.ts'
import { download } from '../../storage/browser/files.ts'
import { showToast } from '../../store/toasts.ts'
import type { Scene } from '../commands/actions.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { ToastPlace } from '../notices/Toast.tsx'
import { printShownTable, type ShownFile } from './printShownTable.ts'
import styles from './TableDialog.module.css'

const FORMATS = Object.keys(TABLE_FORMATS) as TableFormatName[]

type Printed = ShownFile & { readonly format: TableFormatName; readonly about: string }

/** Copies or saves the table as the list shows it, and shows its text before. */
export function TableDialog({ scene }: { readonly scene: Scene }) {
  const [format, setFormat] = useState<TableFormatName>('markdown')
  const [printed, setPrinted] = useState<Printed | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const id = useId()
  useEffect(() => {
    let isWanted = true
    printAs(format, scene).then(
      (printed) => isWanted && setPrinted(printed),
      (error: unknown) => isWanted && setFailure(errorMessage(error)),
    )
    return () => {
      isWanted = false
    }
  }, [format, scene])

  const isReady = printed?.format === format
  const { label, extension, mediaType } = TABLE_FORMATS[format]
  const save = () => {
    const name = `offprint-table-${day(Date.now())}.${extension}`
    download(name, printed!.file, mediaType)
    showToast(`Saved as ${name}`)
  }
  const copy = () =>
    copyText(printed!.file.text()).then(
      () => showToast('Copied'),
      (error: unknown) => showToast(`Not copied: ${errorMessage(error)}`, true),
    )
  const more = (printed?.lines ?? 0) - (printed?.beginning.split('\n').length ?? 0)
  return (
    <Dialog label="Table as shown">
      <div role="radiogroup" aria-label="Format" className={styles['formats']}>
        {FORMATS.map((one) => (
          <label key={one}>
            <input type="radio" name="table format" checked={one === format} onChange={() => setFormat(one)} />
            {TABLE_FORMATS[one].label}
          </label>
        ))}
      </div>
      {failure === null ? (
        <p role="status" className={styles['about']}>
          {printed?.about ?? 'Loading the papers…'}
        </p>
      ) : (
        <p role="alert">The papers could not be loaded: {failure}</p>
      )}
      {printed && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
        <pre role="region" aria-labelledby={id} tabIndex={0} className={styles['text']}>
          {printed.beginning}
          {more > 0 && `\n… ${printNumber(more)} more lines`}
        </pre>
      )}
      <span id={id} hidden>
        The table as {label}
      </span>
      <div className={styles['actions']}>
        <button type="button" className="button" data-main disabled={!isReady} onClick={() => void copy()}>
          Copy
        </button>
        <button type="button" className="button" disabled={!isReady} onClick={save}>
          Save
        </button>
      </div>
      <ToastPlace />
    </Dialog>
  )
}

async function printAs(format: TableFormatName, scene: Scene): Promise<Printed> {
  const printed = await printShownTable(scene, format)
  const counts = [
    printCount(printed.rows, 'row'),
    printCount(printed.columns, 'column'),
    ...(TABLE_FORMATS[format].cites ? ['\\cite has the keys of the BibTeX export'] : []),
  ]
  return { ...printed, format, about: counts.join(' · ') }
}
