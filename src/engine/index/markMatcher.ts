import { adopt, orphanPaper, type Reattachment, type Identity } from '../../model/mark/markIdentity.ts'
import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Names } from '../../formats/stored/paperLine.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Marked } from './indexedMark.ts'
import { NO_MARK, type IndexedMark, type Shelf } from './paperIndex.ts'

const NONE: readonly PaperId[] = []

/**
 * Which mark belongs to which paper on a shelf. Marks whose paper is in no list get one of their own, and papers of
 * which the user said that they are one become one, as long as they say so.
 */
export function createMarkMatcher(first: Shelf) {
  let shelf = first
  const marks = new Map<PaperId, Light>()
  /** Marks that are shown as papers of their own. */
  let orphans: ReadonlySet<PaperId> = new Set()
  const identityOf = (id: PaperId): Identity | undefined => toIdentity(marks.get(id)?.identity)
  /** What makes two papers of each that were two, the last made first. */
  let parts: readonly (() => void)[] = []

  const setMark = (light: Light) => {
    const place = shelf.find(light.id)
    light.place = null
    if (place === undefined) return
    const names = shelf.names(place)
    // What has moved is said by the mark it moved to.
    if (!hasMoved(light)) shelf.mark(place, light)
    else if (names.id === light.id) shelf.mark(place, NO_MARK)
    if (names.id === light.id && !hasMoved(light) && isKnownBy(toIdentity(light.identity), names)) light.place = place
  }

  const unite = () => {
    for (const part of parts) part()
    const made: (() => void)[] = []
    for (const { id, identity } of marks.values()) {
      if (typeof identity === 'string') continue
      for (const other of identity?.same ?? NONE) {
        const [place, twin] = [shelf.find(id), shelf.find(other)]
        if (place !== undefined && twin !== undefined && place !== twin) made.unshift(shelf.unite(place, twin))
      }
    }
    parts = made
  }

  /** What marks remember that may not be with their paper yet, as they are given to those that they name. */
  function* identities(): Iterable<readonly [PaperId, Identity]> {
    for (const light of marks.values()) {
      if (light.place !== null && shelf.isSaid(light.place, light)) continue
      setMark(light)
      const identity = toIdentity(light.identity)
      if (identity) yield [light.id, identity]
    }
  }

  /** Brings papers and marks together, after either has changed so that they may belong to others. */
  const adoptMarks = () => {
    unite()
    const known = new Map<PaperId, Names>()
    const find = (alias: PaperId) => {
      const place = shelf.find(alias)
      const names = place === undefined ? undefined : shelf.names(place)
      if (!names || orphans.has(names.id)) return undefined
      if (marks.has(names.id) && !isKnownBy(identityOf(names.id), names)) known.set(names.id, names)
      return names
    }
    const adoption = adopt(find, identities())
    const before = orphans
    // A mark that was taken back is no reason to keep a paper in sight.
    orphans = new Set(adoption.orphans.filter((id) => says(marks.get(id)!.mark)))
    for (const id of before) if (!orphans.has(id)) shelf.drop(shelf.find(id)!)
    for (const id of orphans) if (!before.has(id)) shelf.addAlone(orphanPaper(id, identityOf(id)!))
    for (const id of [...before, ...orphans]) setMark(marks.get(id)!)
    return { moves: adoption.moves, known: [...known.values()] }
  }

  return {
    has: (id: PaperId) => marks.has(id),

    /** Finds the paper whose mark keeps a name that no list uses now, for example its title before a correction. */
    remembered(name: PaperId): PaperId | undefined {
      const inText = JSON.stringify(name)
      for (const { id, identity } of marks.values()) {
        // Most are told apart as texts, which takes a fraction of reading them.
        if (typeof identity === 'string' && !identity.includes(inText)) continue
        if (toIdentity(identity)?.aliases.includes(name)) return id
      }
      return undefined
    },

    /** From now on marks are those of the papers on this shelf, of which more may come. */
    begin(next: Shelf) {
      shelf = next
      orphans = new Set()
      parts = []
    },

    /** Brings marks and papers together once all papers have come, and tells what the marks have to know of it. */
    finish(): Pick<Reattachment, 'moves'> & { readonly known: readonly Names[] } {
      return adoptMarks()
    },

    /** Takes marks that are new or have changed; whether there are other papers for that. */
    mark(changed: readonly Marked[]): boolean {
      let isOther = false
      for (const marked of changed) {
        const light = toLight(marked)
        isOther ||= bondsOf(marks.get(light.id)) !== bondsOf(light)
        marks.set(light.id, light)
        setMark(light)
      }
      if (isOther) adoptMarks()
      return isOther
    },

    /** What the mark of a paper remembers of it. */
    identityOf,
  }
}

/** A mark as it is kept: one text is what most remember of their paper, instead of a dozen things. */
type Light = IndexedMark & {
  readonly id: PaperId
  readonly identity: Identity | string | undefined
  /** Where its paper is, which it knows by all of its names; null where that is not so. */
  place: number | null
}

const toLight = ([id, mark, changed, identity, history = []]: Marked): Light => {
  const isPlain = identity && !identity.hasMoved && identity.others.length + identity.same.length === 0
  const packed = isPlain ? JSON.stringify([identity.title, ...identity.aliases]) : identity
  return { mark: lighten(mark), changed, history, id, identity: packed, place: null }
}

const hasMoved = ({ identity }: Light): boolean => typeof identity === 'object' && identity.hasMoved

/** All that a mark says of which paper it belongs to. */
const bondsOf = (light: Light | undefined): string =>
  typeof light?.identity === 'object' ? `${light.identity.hasMoved} ${light.identity.same.join(' ')}` : 'false '

function toIdentity(packed: Light['identity']): Identity | undefined {
  if (typeof packed !== 'string') return packed
  const [title, ...aliases] = JSON.parse(packed) as [string | null, ...PaperId[]]
  return { title, aliases, hasMoved: false, others: NONE, same: NONE }
}

/** Marks without words, which are most, by what they say. */
const plain = new Map<string, Mark>()

function lighten(mark: Mark): Mark {
  if (mark.note !== '' || mark.tags.length > 0) return mark
  const key = `${mark.status} ${mark.starred}`
  const same = plain.get(key) ?? mark
  plain.set(key, same)
  return same
}

const says = ({ status, starred, tags, note }: Mark): boolean =>
  status !== UNMARKED.status || starred || tags.length > 0 || note !== ''

/** Whether all names of a paper are remembered. */
const isKnownBy = (identity: Identity | undefined, { title, aliases }: Names): boolean =>
  identity?.title === title && aliases.every((alias) => identity.aliases.includes(alias))
