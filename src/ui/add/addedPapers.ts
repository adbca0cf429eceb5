import { toPaper, type Entry } from '../../formats/entry/entry.ts'
import { printStoredList } from '../../formats/stored/storedList.ts'
import type { Twin } from '../../engine/question.ts'
import type { Paper, PaperId } from '../../model/paper/paper.ts'
import { openSetting } from '../../storage/browser/localSetting.ts'
import { SETTINGS } from '../../storage/names.ts'
import type { Stores } from '../../store/hooks.ts'

/** The list that papers were last added to, by its id. */
export const lastList = openSetting(SETTINGS.addList)

/** The paper of an entry. Without a title it is called by its address. */
export const toTitled = (entry: Entry): Paper =>
  toPaper({ ...entry, title: entry.title || (entry.links[0]?.url ?? '') }, '')

const NO_HEAD = { id: '', title: '', homepage: null, paperList: null, acceptance: null }

/** The papers here that some papers are the same as, once all lists are loaded; null for new ones. */
export async function findKnown(
  { answers }: Pick<Stores, 'answers'>,
  papers: readonly Paper[],
): Promise<readonly (Twin | null)[]> {
  await until(answers, ({ opened }) => opened !== null)
  return (await answers.getState().compare(printStoredList(NO_HEAD, papers))).twins
}

/** Opens a paper, and waits until it is shown. */
export async function openAdded(
  { answers, cursor, viewing }: Pick<Stores, 'answers' | 'cursor' | 'viewing'>,
  paper: PaperId,
) {
  cursor.getState().moveTo(paper, -1)
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
