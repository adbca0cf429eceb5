import { useState, type SyntheticEvent } from 'react'
import { printNumber } from '../../model/numberFormat.ts'
import type { ListHead } from '../../model/paper/list.ts'
import { useAnswers, useStores } from '../../store/hooks.ts'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { isOwnList } from '../../storage/lists/ownListId.ts'
import styles from './ListInfo.module.css'

const NO_LISTS: readonly ListHead[] = []

/** Where the lists come from, and how many papers were chosen from how many; what can be done with the user's own. */
export function ListInfo() {
  const lists = useAnswers(({ opened }) => opened?.lists ?? NO_LISTS)
  return lists.map((list) => <About key={list.id} list={list} />)
}

function About({ list: { id, title, homepage, paperList, acceptance } }: { readonly list: ListHead }) {
  return (
    <section className={styles['list']} aria-label={`About ${title}`}>
      <h2>
        About <bdi>{title}</bdi>
      </h2>
      {acceptance && (
        <p>
          {printNumber(acceptance.accepted)} of {printNumber(acceptance.submitted)} submissions accepted (
          {printNumber(acceptance.percent)} %)
        </p>
      )}
      <p className={styles['links']}>
        {homepage && <ExternalLink link={{ label: 'Homepage', url: homepage }} />}
        {paperList && <ExternalLink link={{ label: 'All its papers', url: paperList }} />}
      </p>
      {isOwnList(id) && <OwnList id={id} title={title} />}
    </section>
  )
}

/** The user's own list: another name for it, or away with it. Undo brings either back. */
function OwnList({ id, title }: { readonly id: string; readonly title: string }) {
  const { lists } = useStores()
  const [name, setName] = useState<string | null>(null)
  const [failure, setFailure] = useState('')
  const perform = (work: Promise<void>) =>
    void work.then(
      () => setName(null),
      ({ message }: Error) => setFailure(message),
    )
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    perform(lists().then((lists) => lists.rename(id, name ?? title)))
  }
  return (
    <>
      {name === null ? (
        <p className={styles['own']}>
          <button type="button" className="button" onClick={() => setName(title)}>
            Rename
          </button>
          <button
            type="button"
            className="button"
            onClick={() => perform(lists().then((lists) => lists.remove(id)))}
            title="What you said of its papers stays"
          >
            Remove
          </button>
        </p>
      ) : (
        <form className={styles['own']} onSubmit={onSubmit}>
          <input aria-label={`New name of ${title}`} value={name} onChange={({ target }) => setName(target.value)} />
          <button type="submit" className="button" data-main>
            Rename
          </button>
          <button type="button" className="button" onClick={() => setName(null)}>
            Cancel
          </button>
        </form>
      )}
      {failure !== '' && <p role="alert">Nothing was changed: {failure}</p>}
    </>
  )
}
