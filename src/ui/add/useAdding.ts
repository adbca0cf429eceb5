import { useState } from 'react'
import { errorMessage } from '../../model/errorMessage.ts'
import { printCount } from '../../model/numberFormat.ts'
import type { Paper } from '../../model/paper/paper.ts'
import type { OwnList } from '../../storage/lists/assembleList.ts'
import { useStores } from '../../store/hooks.ts'
import { showToast, showUndo } from '../../store/toasts.ts'
import { FIRST_LIST } from '../../store/files/paperActions.ts'
import { useOwnLists } from '../import/useOwnLists.ts'
import { findKnown, lastList, openAdded } from './addedPapers.ts'

/** The list to add to: one of the user’s own by its id, or a new one where that is null. */
export type ListChoice = {
  readonly own: readonly OwnList[]
  readonly into: string | null
  readonly name: string
  readonly choose: (into: string | null) => void
  readonly call: (name: string) => void
}

/** Adds papers to the chosen list: those that are not here. A single one is then open, whether it was here or not. */
export function useAdding() {
  const stores = useStores()
  const { show } = stores.screen.getState()
  const own = useOwnLists()
  const [chosen, choose] = useState<string | null | undefined>()
  const [name, call] = useState(FIRST_LIST)
  const [state, setState] = useState<'ready' | 'adding' | { readonly failed: string }>('ready')
  const listChoice: ListChoice = { own, into: choiceOf(own, chosen)?.id ?? null, name, choose, call }

  const add = async (papers: readonly Paper[]) => {
    setState('adding')
    try {
      const known = await findKnown(stores, papers)
      // The lists may have been loaded after the button was pressed.
      const lists = await stores.lists()
      const there = choiceOf(await lists.own(), chosen)
      const fresh = papers.filter((_, i) => !known[i])
      const open = papers.length === 1 ? (known[0]?.id ?? papers[0]!.id) : null
      const list =
        fresh.length > 0 ? await lists.addPapers(there?.id ?? null, fresh, [], name.trim() || FIRST_LIST) : null
      if (list) lastList.write(list.id)
      show(null)
      if (open) await openAdded(stores, open)
      if (!list) return showToast('Already in your lists')
      const where = `to “${list.title}”`
      const words = open ? `Added ${where}` : `${printCount(fresh.length, 'paper')} added ${where}`
      return showUndo(words, stores.library, () => open && stores.viewing.getState().change({ paper: null }))
    } catch (error) {
      return setState({ failed: errorMessage(error) })
    }
  }
  return { listChoice, state, add }
}

/** The list that the user chose, or else the one of last time; undefined for a new one. */
function choiceOf(own: readonly OwnList[], chosen: string | null | undefined): OwnList | undefined {
  if (chosen !== undefined) return own.find(({ id }) => id === chosen)
  return own.find(({ id }) => id === lastList.read()) ?? own.find(({ title }) => title === FIRST_LIST)
}
