import { adopt, isItsPaper, orphanPaper, type Reattachment, type Identity } from '../../model/mark/markIdentity.ts'
import { UNMARKED, type Mark } from '../../model/mark/mark.ts'
import type { Names } from '../../formats/stored/paperLine.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import type { Marked } from './indexedMark.ts'
import { NO_MARK, type IndexedMark, type PaperIndex } from './paperIndex.ts'

const NONE: readonly PaperId[] = []

/**
 * Matches marks to the papers of an index by their aliases. An orphan gets a row of its own, and linked entries become
 * one row, as long as they are linked.
 */
export function createMarkMatcher(first: PaperIndex) {
  let index = first
  const marks = new Map<PaperId, Light>()
  /** Rows of orphans. */
  let orphans: ReadonlySet<PaperId> = new Set()
  const identityOf = (id: PaperId): Identity | undefined => toIdentity(marks.get(id)?.identity)
  /** The functions that separate linked rows again, the last linked first. */
  let parts: readonly (() => void)[] = []

  const setMark = (light: Light) => {
    const place = index.find(light.id)
    light.place = null
    if (place === undefined) return
    const names = index.names(place)
    const isOther = names.id !== light.id && light.identity && !isItsPaper(names, toIdentity(light.identity)!, light.id)
    if (isOther) return
    // A mark that was moved is read at its new paper.
    if (!hasMoved(light)) index.mark(place, light)
    else if (names.id === light.id) index.mark(place, NO_MARK)
    if (names.id === light.id && !hasMoved(light) && isKnownBy(toIdentity(light.identity), names)) light.place = place
  }

  const unite = () => {
    for (const part of parts) part()
    const made: (() => void)[] = []
    for (const { id, identity } of marks.values()) {
      if (typeof identity === 'string') continue
      for (const other of identity?.same ?? NONE) {
        const [place, twin] = [index.find(id), index.find(other)]
        if (place !== undefined && twin !== undefined && place !== twin) made.unshift(index.unite(place, twin))
      }
    }
    parts = made
  }

  /** The identities in marks that may not be matched yet. */
  function* identities(): Iterable<readonly [PaperId, Identity]> {
    for (const light of marks.values()) {
      // An orphan is at its own row, and may belong to another.
      if (light.place !== null && !orphans.has(light.id) && index.isSaid(light.place, light)) continue
      setMark(light)
      const identity = toIdentity(light.identity)
      if (identity) yield [light.id, identity]
    }
  }

  /** Matches papers and marks again, after either has changed. */
  const adoptMarks = () => {
    unite()
    const known = new Map<PaperId, Names>()
    const find = (alias: PaperId) => {
      const place = index.find(alias)
      const names = place === undefined ? undefined : index.names(place)
      if (!names || orphans.has(names.id)) return undefined
      if (marks.has(names.id) && !isKnownBy(identityOf(names.id), names)) known.set(names.id, names)
      return names
    }
    const adoption = adopt(find, identities())
    const before = orphans
    // A mark that was taken back does not keep a row.
    orphans = new Set(adoption.orphans.filter((id) => says(marks.get(id)!.mark)))
    for (const id of before) if (!orphans.has(id)) index.drop(index.find(id)!)
    for (const id of orphans) if (!before.has(id)) index.addAlone(orphanPaper(id, identityOf(id)!))
    for (const id of [...before, ...orphans]) setMark(marks.get(id)!)
    return { moves: adoption.moves, known: [...known.values()] }
  }

  return {
    has: (id: PaperId) => marks.has(id),

    /** Finds the paper whose mark has an alias that no list uses now, such as its title before a correction. */
    remembered(name: PaperId): PaperId | undefined {
      const inText = JSON.stringify(name)
      for (const { id, identity } of marks.values()) {
        // Most differ as packed text, which is compared in a fraction of the time.
        if (typeof identity === 'string' && !identity.includes(inText)) continue
        if (toIdentity(identity)?.aliases.includes(name)) return id
      }
      return undefined
    },

    /** Switches to another index, to which more papers may come. */
    begin(next: PaperIndex) {
      index = next
      orphans = new Set()
      parts = []
    },

    /** Matches marks and papers once all papers are there, and returns what the marks have to record. */
    finish(): Pick<Reattachment, 'moves'> & { readonly known: readonly Names[] } {
      return adoptMarks()
    },

    /** Takes new and changed marks; returns whether rows have changed. */
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

    /** The identity in the mark of a paper. */
    identityOf,
  }
}

/** A stored mark; one text for the identity that most marks have, in place of a dozen objects. */
type Light = IndexedMark & {
  readonly id: PaperId
  readonly identity: Identity | string | undefined
  /** The row of its paper, if all its aliases point there; null otherwise. */
  place: number | null
}

const toLight = ([id, mark, changed, identity, history = []]: Marked): Light => {
  const isPlain =
    identity &&
    identity.movedTo === undefined &&
    !identity.hasMoved &&
    identity.others.length + identity.same.length === 0
  const packed = isPlain ? JSON.stringify([identity.title, ...identity.aliases]) : identity
  return { mark: lighten(mark), changed, history, id, identity: packed, place: null }
}

const hasMoved = ({ identity }: Light): boolean => typeof identity === 'object' && identity.hasMoved

/** The identity cells of a mark. */
const bondsOf = (light: Light | undefined): string =>
  typeof light?.identity === 'object' ? `${light.identity.hasMoved} ${light.identity.same.join(' ')}` : 'false '

function toIdentity(packed: Light['identity']): Identity | undefined {
  if (typeof packed !== 'string') return packed
  const [title, ...aliases] = JSON.parse(packed) as [string | null, ...PaperId[]]
  return { title, aliases, hasMoved: false, others: NONE, same: NONE }
}

/** Marks without text and place, which are most, by their content. */
const plain = new Map<string, Mark>()

function lighten(mark: Mark): Mark {
  if (mark.note !== '' || mark.tags.length > 0 || mark.next) return mark
  const key = `${mark.status} ${mark.starred}`
  const same = plain.get(key) ?? mark
  plain.set(key, same)
  return same
}

const says = ({ status, starred, tags, note }: Mark): boolean =>
  status !== UNMARKED.status || starred || tags.length > 0 || note !== ''

/** Whether a mark has all aliases of its paper. */
const isKnownBy = (identity: Identity | undefined, { title, aliases }: Names): boolean =>
  identity?.title === title && aliases.every((alias) => identity.aliases.includes(alias))
