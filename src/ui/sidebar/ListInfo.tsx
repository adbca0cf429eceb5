import { useState } from 'react'
import { printNumber } from '../../model/numberFormat.ts'
import type { ListHead } from '../../model/paper/list.ts'
import { useAnswers, useStores } from '../../store/hooks.ts'
import { ExternalLink } from '../../widgets/ExternalLink.tsx'
import { NameForm } from '../../widgets/NameForm.tsx'
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
  const [isNaming, setNaming] = useState(false)
  const [failure, setFailure] = useState('')
  const perform = (work: Promise<void>) =>
    void work.then(
      () => setNaming(false),
      ({ message }: Error) => setFailure(message),
    )
  return (
    <>
      {!isNaming ? (
        <p className={styles['own']}>
          <button type="button" className="button" onClick={() => setNaming(true)}>
            Rename
          </button>
          <button
            type="button"
            className="button"
            onClick={() => perform(lists().then((lists) => lists.remove(id)))}
            title="Your marks and notes stay"
          >
            Remove
          </button>
        </p>
      ) : (
        <NameForm
          label={`New name of ${title}`}
          name={title}
          submit="Rename"
          onName={(name) =>
            name === null ? setNaming(false) : perform(lists().then((lists) => lists.rename(id, name)))
          }
        />
      )}
      {failure !== '' && <p role="alert">Nothing was changed: {failure}</p>}
    </>
  )
}
