import { useMemo, useState, type ReactNode } from 'react'
import { keyOf } from '../../model/note/field/fieldKey.ts'
import { keysOfNotes, type KeyOfNotes, type Written } from '../../model/note/field/keysOfNotes.ts'
import { printCount } from '../../model/numberFormat.ts'
import { isSame } from '../../model/query/nameMatching.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import { renameKey, renameKeyValue } from '../../store/library/noteKeys.ts'
import { showUndo } from '../../store/toasts.ts'
import { NameForm } from '../../widgets/NameForm.tsx'
import { Dialog } from '../dialog/Dialog.tsx'
import { ToastPlace } from '../notices/Toast.tsx'
import { countMessage, renameMessage, whyNoKey } from './keyMessages.ts'
import lines from '../dialog/NameLines.module.css'
import styles from './KeysDialog.module.css'

/** All keys of the notes and their values, to be renamed and merged. */
export function KeysDialog() {
  const marks = useLibrary(({ marks }) => marks)
  const keys = useMemo(() => keysOfNotes(marks), [marks])
  return (
    <Dialog label="Keys of your notes">
      {keys.length === 0 ? (
        <p className={lines['none']}>
          No keys yet. A line such as “Dataset: ImageNet” in a note makes Dataset a key of its paper.
        </p>
      ) : (
        <ul className={lines['names']} aria-label="All keys">
          {keys.map((one) => (
            <Key key={one.key} of={one} keys={keys} />
          ))}
        </ul>
      )}
      <ToastPlace />
    </Dialog>
  )
}

function Key({ of, keys }: { readonly of: KeyOfNotes; readonly keys: readonly KeyOfNotes[] }) {
  const stores = useStores()
  const [isOpen, setOpen] = useState(false)
  const others = keys.filter((other) => other !== of)
  const nameOf = (typed: string) => typed.replace(/\s+/g, ' ').trim()
  const isMerge = (name: string) => others.some(({ key }) => key === keyOf(name))
  return (
    <li>
      <Line
        of={of}
        hint={(typed) => whyNoKey(nameOf(typed)) ?? renameMessage(of, nameOf(typed), isMerge(nameOf(typed)))}
        canBe={(typed) => whyNoKey(nameOf(typed)) === null}
        onName={(typed) => {
          const name = nameOf(typed)
          const message = renameMessage(of, name, isMerge(name), true)
          renameKey(stores, of, name)
          showUndo(message, stores.library)
        }}
      >
        {of.values.length > 0 && (
          <button
            type="button"
            className="button"
            data-plain
            aria-label={`Values of ${of.label}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            Values {isOpen ? '▴' : '▾'}
          </button>
        )}
      </Line>
      {isOpen && (
        <ul className={`${lines['names']} ${styles['values']}`} aria-label={`Values of ${of.label}`}>
          {of.values.map((value) => (
            <Value key={value.label} of={value} in={of} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Value({ of, in: key }: { readonly of: Written; readonly in: KeyOfNotes }) {
  const stores = useStores()
  const message = (to: string, isDone = false) => {
    const isMerge = key.values.some((other) => other !== of && isSame(other.label, to.trim()))
    return renameMessage(of, to.trim(), isMerge, isDone)
  }
  return (
    <li>
      <Line
        of={of}
        hint={(typed) => message(typed)}
        canBe={(typed) => typed.trim() !== ''}
        onName={(typed) => {
          const said = message(typed, true)
          renameKeyValue(stores, key, of, typed.trim())
          showUndo(said, stores.library)
        }}
      />
    </li>
  )
}

type LineProps = {
  readonly of: Written
  /** Says what a typed name would do. */
  readonly hint: (typed: string) => string
  readonly canBe: (typed: string) => boolean
  readonly onName: (typed: string) => void
  readonly children?: ReactNode
}

/** A name with its notes, and below it the form for a new one. */
function Line({ of, hint, canBe, onName, children }: LineProps) {
  const [isRenaming, setRenaming] = useState(false)
  return (
    <>
      <span className={`${lines['line']} ${styles['line']}`}>
        <span className={lines['name']} dir="auto">
          {of.label}
        </span>
        <span className={lines['count']}>{printCount(of.papers.length, 'note')}</span>
        {children}
        <button
          type="button"
          className="button"
          data-plain
          aria-label={`Rename ${of.label}…`}
          onClick={() => setRenaming(true)}
        >
          Rename…
        </button>
      </span>
      {isRenaming && (
        <NameForm
          label={`New name of ${of.label}`}
          name={of.label}
          submit="Rename"
          hint={(typed) => (typed.trim() === '' || typed === of.label ? countMessage(of) : hint(typed))}
          onName={(typed) => {
            if (typed !== null && typed !== of.label && !canBe(typed)) return
            setRenaming(false)
            if (typed !== null && typed !== of.label) onName(typed)
          }}
        />
      )}
    </>
  )
}
