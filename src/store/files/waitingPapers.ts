import { waitingDoi } from '../../formats/lookup/fillIn.ts'
import type { PaperFacts } from '../../model/paper/paper.ts'
import { isOwnList } from '../../storage/lists/ownListId.ts'
import type { Answers } from '../view/answers.ts'

/** A paper of the user’s own lists that is called by its address, and the DOI to look it up by. */
export type Waiting = { readonly paper: PaperFacts; readonly doi: string }

/** The papers of the user’s own lists that wait for their titles, once all lists are loaded. */
export async function findWaiting({ opened, papers }: Pick<Answers, 'opened' | 'papers'>): Promise<readonly Waiting[]> {
  if (!opened?.lists.some(({ id }) => isOwnList(id))) return []
  const waiting: Waiting[] = []
  await papers('all', (some) => {
    for (const paper of some) {
      const doi = paper.addedAt === null ? '' : waitingDoi(paper)
      if (doi) waiting.push({ paper, doi })
    }
  })
  return waiting
}

/** The titles of papers without one are addresses, and few other titles have such a word. */
const IS_ADDRESS = 'title:http'

/** The number of papers that wait for their titles. Asks for no papers where there is none. */
export async function countWaiting(answers: Pick<Answers, 'opened' | 'papers' | 'count'>): Promise<number> {
  const [addresses = 0] = await answers.count([IS_ADDRESS])
  return addresses === 0 ? 0 : (await findWaiting(answers)).length
}
