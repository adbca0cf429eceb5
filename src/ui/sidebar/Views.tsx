import { useEffect, useMemo, useState, type MouseEvent } from 'react'
import { printNumber } from '../../model/numberFormat.ts'
import { builtInViews, isSameQuestion, savedViews, type NamedView } from '../../model/query/namedView.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { NO_LIST } from '../../model/query/fields.ts'
import { parseView, type View } from '../../model/query/view.ts'
import { useAnswers, useLibrary, useShownView, useStores } from '../../store/hooks.ts'
import { moveView, removeView, renameView, replaceView, saveView, showView } from '../../store/library/savedViews.ts'
import { NameForm } from '../../widgets/NameForm.tsx'
import { useFocusTarget } from '../controls/useFocusTarget.ts'
import { showToast } from '../../store/toasts.ts'
import small from '../../widgets/SmallButton.module.css'
import styles from './Views.module.css'

/** Numbers of papers are looked up once the list has been answered, and the user rests. */
const COUNT_DELAY_MS = 400

/** Views that have names, those of the app and then the user's own, each with how many papers it shows. */
export function Views({ onShown }: { readonly onShown?: () => void }) {
  const stores = useStores()
  const userRecords = useLibrary(({ userRecords }) => userRecords)
  const view = useShownView((view) => view)
  const own = useMemo(() => savedViews(userRecords), [userRecords])
  const all = useMemo(() => [...viewsOfToday(), ...own], [own])
  const asked = useMemo(() => all.map(({ address }) => parseView(address).view), [all])
  const counts = useCounts(asked)
  const current = all.findLast((_, i) => isSameQuestion(view, asked[i]!))
  // Most users never have any.
  const shown = all.filter((named, i) => named.name !== NO_LIST || counts[i] || named === current)
  // Where what is shown has a name, there is none to ask for.
  useFocusTarget(
    ({ place }) => place === 'view name',
    () => {},
  )
  const isNameless = !current && (view.text.trim() !== '' || view.sort.length > 0 || view.group !== null)
  return (
    <nav className={styles['views']} aria-label="Views">
      <h2 className={styles['heading']}>Views</h2>
      <ul>
        {shown.map((named) => (
          <li key={named.id ?? named.name} className={styles['view']} data-own={named.id ? true : undefined}>
            <a
              href={`?${named.address || 'q='}`}
              aria-current={named === current ? 'page' : undefined}
              className={styles['link']}
              onClick={(event: MouseEvent) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
                event.preventDefault()
                showView(stores, named)
                onShown?.()
              }}
            >
              <span className={styles['name']} dir="auto">
                {named.name}
              </span>
              <span className={styles['count']}>{printIfKnown(counts[all.indexOf(named)])}</span>
            </a>
            {named.id && <OwnView view={named as Own} isNameless={isNameless} />}
          </li>
        ))}
      </ul>
      {isNameless && <SaveView />}
    </nav>
  )
}

const viewsOfToday = () => builtInViews(Date.now())

type Own = NamedView & { readonly id: PaperId }

const printIfKnown = (count: number | undefined) => count !== undefined && printNumber(count)

/** How many papers each view shows; those of before until they are counted. */
function useCounts(views: readonly View[]): readonly number[] {
  const { answers, library } = useStores()
  const opened = useAnswers(({ opened }) => opened)
  const [counts, setCounts] = useState<readonly number[]>([])
  useEffect(() => {
    if (!opened) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isWanted = true
    const texts = views.map(({ text }) => text)
    const count = () =>
      void answers
        .getState()
        .count(texts)
        .then((counts) => isWanted && setCounts(counts), console.warn)
    const countSoon = () => {
      clearTimeout(timer)
      timer = setTimeout(count, COUNT_DELAY_MS)
    }
    countSoon()
    const leave = library.subscribe(({ marks }, before) => marks !== before.marks && countSoon())
    return () => {
      isWanted = false
      clearTimeout(timer)
      leave()
    }
  }, [answers, library, views, opened])
  return counts
}

type OwnProps = {
  readonly view: Own
  /** Whether what is shown now is no view that has a name. */
  readonly isNameless: boolean
}

/** What can be done with a view of the user’s own; undo brings each back. */
function OwnView({ view: { id, name }, isNameless }: OwnProps) {
  const stores = useStores()
  const [isOpen, setOpen] = useState(false)
  const [isNaming, setNaming] = useState(false)
  const act = (label: string, run: () => void) => (
    <button type="button" onClick={run}>
      {label}
    </button>
  )
  const remove = () => {
    removeView(stores, id)
    showToast(`“${name}” is deleted. Undo brings it back.`)
  }
  return (
    <>
      <button
        type="button"
        className={`${small['small']} ${styles['more']}`}
        aria-label={`Actions for ${name}`}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && !isNaming && (
        <p className={styles['acts']}>
          {act('Rename', () => setNaming(true))}
          {act('Up', () => moveView(stores, id, -1))}
          {act('Down', () => moveView(stores, id, 1))}
          {isNameless && act('Set to what is shown', () => replaceView(stores, id))}
          {act('Delete', remove)}
        </p>
      )}
      {isNaming && (
        <NameForm
          label={`New name of ${name}`}
          name={name}
          submit="Rename"
          onName={(next) => {
            if (next) renameView(stores, id, next)
            setNaming(false)
          }}
        />
      )}
    </>
  )
}

function SaveView() {
  const stores = useStores()
  const [isNaming, setNaming] = useState(false)
  useFocusTarget(
    ({ place }) => place === 'view name',
    () => setNaming(true),
  )
  if (!isNaming)
    return (
      <button type="button" className={styles['save']} onClick={() => setNaming(true)}>
        Save this view…
      </button>
    )
  return (
    <NameForm
      label="Name of the view"
      name=""
      submit="Save"
      onName={(name) => {
        if (name) saveView(stores, name)
        setNaming(false)
      }}
    />
  )
}
