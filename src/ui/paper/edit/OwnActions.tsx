import { useRef, useState } from 'react'
import type { PaperHead } from '../../../model/paper/paper.ts'
import { isOwnList } from '../../../storage/lists/ownListId.ts'
import { useAnswers, useStores } from '../../../store/hooks.ts'
import { lazyNamed, OnDemand } from '../../../widgets/OnDemand.tsx'
import { useHints } from '../../commands/shortcutHints.ts'
import { isOwnPaper } from './isOwnPaper.ts'
import styles from './OwnActions.module.css'

const loadEditing = () => import('./editing.ts')
const ListMenu = lazyNamed(() => import('./ListMenu.tsx'), 'ListMenu')

/** The lists that have the open paper, and what can be done with it there. */
export function OwnActions({ paper }: { readonly paper: PaperHead }) {
  const stores = useStores()
  const lists = useAnswers(({ opened }) => opened?.lists)
  const [edit, remove] = [useHints('edit'), useHints('remove')]
  const [isChoosing, setChoosing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (!lists || paper.lists.length === 0) return null
  const own = lists.filter(({ id }) => isOwnList(id))
  const copy = (listId: string | null) =>
    void loadEditing().then(({ copyToList }) => copyToList(stores, paper.id, listId))
  return (
    <p className={styles['line']}>
      <span>
        In <bdi>{paper.lists.join(', ')}</bdi>
      </span>
      {isOwnPaper(paper, own) ? (
        <>
          <button
            type="button"
            className="button"
            data-plain
            {...edit}
            onClick={() => stores.screen.getState().show('edit')}
          >
            Edit
          </button>
          <button
            type="button"
            className="button"
            data-plain
            {...remove}
            onClick={() => void loadEditing().then(({ removePapers }) => removePapers(stores, [paper.id]))}
          >
            Remove
          </button>
        </>
      ) : (
        <button
          ref={button}
          type="button"
          className="button"
          data-plain
          aria-haspopup={own.length > 1 ? 'menu' : undefined}
          aria-expanded={own.length > 1 ? isChoosing : undefined}
          onClick={() => (own.length > 1 ? setChoosing(true) : copy(own[0]?.id ?? null))}
        >
          Copy to my list
        </button>
      )}
      {isChoosing && (
        <OnDemand fallback={<span role="alert">The menu could not be loaded. Reload the page to try again.</span>}>
          <ListMenu anchor={button} lists={own} onChoose={copy} onClose={() => setChoosing(false)} />
        </OnDemand>
      )}
    </p>
  )
}
