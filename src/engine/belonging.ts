import { adopt, identityOf, orphanPaper, type Adoption, type Identity } from '../model/adoption.ts'
import { changedAt, historyOf, toMark, UNMARKED, type KeptMark, type Mark, type StatusChange } from '../model/mark.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper.ts'
import type * as Likely from './likely.ts'
import { createShelf, type Shelf } from './shelf.ts'

/** What a mark says that can be searched and counted. */
export type Marked = readonly [
  id: PaperId,
  mark: Mark,
  changedAt: number | null,
  identity?: Identity,
  history?: readonly StatusChange[],
]

const NONE: readonly PaperId[] = []

/** What there is to be known of a mark as it is kept. */
export const toMarked = (id: PaperId, kept: KeptMark): Marked => [
  id,
  toMark(kept),
  changedAt(kept),
  identityOf(id, kept),
  historyOf(kept),
]

/**
 * Which mark belongs to which paper. Marks whose paper is in no list get one of their own, and papers of which the reader
 * said that they are one become one, as long as they say so.
 */
export function createBelonging() {
  let shelf: Shelf = createShelf()
  const marks = new Map<PaperId, Marked>()
  /** Marks that are shown as papers of their own. */
  let orphans: ReadonlySet<PaperId> = new Set()
  /** What makes two papers of each that were two, the last made first. */
  let parts: readonly (() => void)[] = []

  const setMark = ([id, mark, changedAt, identity, history]: Marked) => {
    const place = shelf.find(id)
    if (place === undefined) return
    if (!identity?.hasMoved) shelf.mark(place, mark, changedAt, history)
    // What has moved is said by the mark it moved to.
    else if (shelf.id(place) === id) shelf.mark(place, UNMARKED, null)
  }

  const unite = () => {
    for (const part of parts) part()
    const made: (() => void)[] = []
    for (const [id, , , identity] of marks.values()) {
      for (const other of identity?.same ?? NONE) {
        const [place, twin] = [shelf.find(id), shelf.find(other)]
        if (place !== undefined && twin !== undefined && place !== twin) made.unshift(shelf.unite(place, twin))
      }
    }
    parts = made
  }

  /** Brings papers and marks together, after either has changed so that they may belong to others. */
  const adoptMarks = () => {
    unite()
    const identities = [...marks.values()].flatMap(([id, , , identity]) => (identity ? [[id, identity] as const] : []))
    const found = new Map<number, Paper>()
    const find = (alias: PaperId) => {
      const place = shelf.find(alias)
      if (place === undefined || orphans.has(shelf.id(place))) return undefined
      const paper = found.get(place) ?? shelf.paper(place)
      found.set(place, paper)
      return paper
    }
    const adoption = adopt(find, identities)
    const byId = new Map(identities)
    const before = orphans
    // A mark that was taken back is no reason to keep a paper in sight.
    orphans = new Set(adoption.orphans.filter((id) => says(marks.get(id)![1])))
    for (const id of before) if (!orphans.has(id)) shelf.drop(shelf.find(id)!)
    for (const id of orphans) if (!before.has(id)) shelf.addAlone(orphanPaper(id, byId.get(id)!))
    for (const marked of marks.values()) setMark(marked)
    return { moves: adoption.moves, papers: [...found.values()] }
  }

  return {
    has: (id: PaperId) => marks.has(id),

    /** From now on marks are those of the papers on this shelf, of which more may come. */
    begin(next: Shelf) {
      shelf = next
      orphans = new Set()
      parts = []
    },

    /** Brings marks and papers together once all papers have come, and tells what the marks have to know of it. */
    finish(): Pick<Adoption, 'moves'> & { readonly known: readonly Pick<Paper, 'id' | 'title' | 'aliases'>[] } {
      const { moves, papers } = adoptMarks()
      const known = papers.filter(isUnknownTo(marks)).map(({ id, title, aliases }) => ({ id, title, aliases }))
      return { moves, known }
    },

    /** Takes marks that are new or have changed; whether there are other papers for that. */
    mark(changed: readonly Marked[]): boolean {
      let isOther = false
      for (const marked of changed) {
        isOther ||= bondsOf(marks.get(marked[0])) !== bondsOf(marked)
        marks.set(marked[0], marked)
        setMark(marked)
      }
      if (isOther) adoptMarks()
      return isOther
    },

    /** Another paper that one may be: what it may have become, where no list has it; else one with nearly the same title. */
    likely(paper: Paper, { findLikely, findTwin }: typeof Likely): PaperHead | null {
      const identity = marks.get(paper.id)?.[3]
      if (paper.lists.length > 0) {
        const isOther = (id: PaperId) =>
          orphans.has(id) || !!identity?.others.includes(id) || !!marks.get(id)?.[3]?.others.includes(paper.id)
        return findTwin(shelf, paper, isOther)
      }
      if (!identity) return null
      const likely = findLikely(
        [...shelf.titles()].filter(({ id }) => !orphans.has(id)),
        identity,
      )
      return likely && shelf.head(likely.place)
    },
  }
}

/** All that a mark says of which paper it belongs to. */
const bondsOf = (marked: Marked | undefined): string => {
  const identity = marked?.[3]
  return identity ? `${identity.hasMoved} ${identity.same.join(' ')}` : 'false '
}

const says = ({ status, starred, tags, note }: Mark): boolean =>
  status !== UNMARKED.status || starred || tags.length > 0 || note !== ''

/** Whether the mark of a paper does not remember all of its names. */
const isUnknownTo =
  (marks: ReadonlyMap<PaperId, Marked>) =>
  ({ id, title, aliases }: Paper): boolean => {
    const identity = marks.get(id)?.[3]
    if (!marks.has(id)) return false
    return !identity || identity.title !== title || aliases.some((alias) => !identity.aliases.includes(alias))
  }
