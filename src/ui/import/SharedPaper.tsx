import { useEffect, useId, useState, type SyntheticEvent } from 'react'
import { toPaper, type Entry } from '../../formats/entry/entry.ts'
import { printKept, printStoredList } from '../../formats/stored/storedList.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import type { OwnList } from '../../storage/lists/assembleList.ts'
import { useStores, type Stores } from '../../store/hooks.ts'
import { Dialog } from '../dialog/Dialog.tsx'
import { newListId } from '../../storage/lists/ownListId.ts'
import { showToast, showUndo } from '../../store/toasts.ts'
import styles from './SharedPaper.module.css'
import { errorMessage } from '../../model/errorMessage.ts'

/** The default name of a list of shared papers. */
const LIST = 'Shared'
type Asked = { readonly own: readonly OwnList[] }

/** Opens the paper of a shared link, or offers to add it if no list has it. */
export function SharedPaper({ link, onClose }: { readonly link: Entry; readonly onClose: () => void }) {
  const stores = useStores()
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    void find(stores, link).then(async ({ known, own }) => {
      if (gone.signal.aborted) return
      if (known === null) return setAsked({ own })
      await open(stores, known)
      showToast('Already in your lists')
      onClose()
    })
    return () => gone.abort()
    // oxlint-disable-next-line react/exhaustive-deps -- looks for the shared paper once
  }, [stores, link])
  return asked && <Adding link={link} own={asked.own} onClose={onClose} />
}

type Props = { readonly link: Entry; readonly own: readonly OwnList[]; readonly onClose: () => void }

function Adding({ link, own, onClose }: Props) {
  const stores = useStores()
  const [title, setTitle] = useState(link.title)
  const [into, setInto] = useState(own.find((list) => list.title === LIST)?.id ?? '')
  const [state, setState] = useState<'ready' | 'adding' | { readonly failed: string }>('ready')
  const id = useId()
  const onAdd = async (event: SyntheticEvent) => {
    event.preventDefault()
    setState('adding')
    try {
      const before = own.find((list) => list.id === into)
      const paper = toPaper({ ...link, title: title.trim() }, before?.title ?? LIST)
      await (await stores.lists()).importLists([printFor(paper, before)], [])
      onClose()
      await open(stores, paper.id)
      showUndo(`Added to “${before?.title ?? LIST}”`, stores.library, () =>
        stores.viewing.getState().change({ paper: null }),
      )
    } catch (error) {
      setState({ failed: errorMessage(error) })
    }
  }
  return (
    <Dialog label="Add a paper" onClose={onClose}>
      <form className={styles['form']} onSubmit={(event) => void onAdd(event)}>
        <p>None of your lists has this paper yet.</p>
        <label htmlFor={`${id}-title`}>Title</label>
        <textarea
          id={`${id}-title`}
          dir="auto"
          rows={2}
          value={title}
          onChange={({ target }) => setTitle(target.value.replaceAll('\n', ' '))}
        />
        <p className={styles['address']}>{link.links[0]?.url}</p>
        <label htmlFor={`${id}-list`}>Add it to</label>
        <select id={`${id}-list`} value={into} onChange={({ target }) => setInto(target.value)}>
          {!own.some((list) => list.title === LIST) && <option value="">a new list, “{LIST}”</option>}
          {own.map((list) => (
            <option key={list.id} value={list.id}>
              {list.title}
            </option>
          ))}
        </select>
        {typeof state === 'object' && <p role="alert">Nothing was added: {state.failed}</p>}
        <p className={styles['end']}>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button" data-main disabled={state === 'adding' || title.trim() === ''}>
            Add
          </button>
        </p>
      </form>
    </Dialog>
  )
}

/** The paper of a link, once all lists are loaded; null if no list has it. */
async function find({ answers, lists }: Stores, link: Entry) {
  await until(answers, ({ opened }) => opened !== null)
  const own = await lists()
    .then((lists) => lists.own())
    .catch(() => [])
  const [twin] = await answers.getState().compare(print([toPaper(link, '')], '', '').blob)
  return { known: twin?.id ?? null, own }
}

/** Opens a paper, and waits until it is shown. */
async function open({ answers, viewing }: Stores, paper: PaperId) {
  viewing.getState().change({ paper })
  await until(answers, ({ answer }) => answer?.asked === paper)
  await new Promise(requestAnimationFrame)
}

function until<State>(
  store: { getState(): State; subscribe(listener: (state: State) => void): () => void },
  isThere: (state: State) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (state: State) => {
      if (!isThere(state)) return false
      leave()
      resolve()
      return true
    }
    const leave = store.subscribe(look)
    look(store.getState())
  })
}

const print = (papers: readonly Paper[], id: string, title: string) => ({
  blob: printStoredList({ id, title, homepage: null, paperList: null, acceptance: null }, papers),
  prepared: [printKept(papers)],
  papers: papers.length,
})

/** One paper for an existing list, or for a new one. */
function printFor(paper: Paper, before: OwnList | undefined): OwnList {
  const { id, title, addedAt } = before ?? { id: newListId(), title: LIST, addedAt: Date.now() }
  return { id, title, addedAt, ...print([paper], id, title) }
}
