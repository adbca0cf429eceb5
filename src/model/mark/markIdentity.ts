import { isSafeAddress } from '../paper/safeUrl.ts'
import { MOVED, type Cell, type CellValue, type KeptMark } from './cell.ts'
import { changedAt } from './mark.ts'
import { NO_PAPER, type Paper, type PaperId } from '../paper/paper.ts'
import { canBeSamePaper } from '../paper/mergePapers.ts'
import { identityRank } from '../paper/identity.ts'
import { agreeOnTitle } from '../paper/namesakes.ts'
import { citationsOf, isTitle } from '../paper/titleIdentity.ts'

/**
 * What a mark remembers of its paper, so that it finds the paper in lists that have changed and can be shown when no
 * list has it: the cells `title` and `alias:ID`. `moved` is set when its content went to another id; what
 * is written later is about this paper again.
 */
export type Identity = {
  readonly title: string | null
  readonly aliases: readonly PaperId[]
  readonly hasMoved: boolean
  /** Where its content went. */
  readonly movedTo?: PaperId
  /** Papers that the user marked as distinct from this one, and entries that they linked to it. */
  readonly others: readonly PaperId[]
  readonly same: readonly PaperId[]
}

const NOBODY: readonly PaperId[] = []

/** Reads the identity cells of a mark in one pass: it is called for thousands of marks at the start. */
export function identityOf(id: PaperId, kept: KeptMark): Identity {
  const title = kept.get('title')?.[0]
  const movedTo = kept.get(MOVED)?.[0]
  const aliases = [id]
  let [others, same] = [NOBODY, NOBODY]
  for (const [cell, [on]] of kept) {
    const end = on === true ? cell.indexOf(':') : -1
    if (end < 0) continue
    const [kind, named] = [cell.slice(0, end), cell.slice(end + 1) as PaperId]
    if (kind === 'alias' && named !== id) aliases.push(named)
    else if (kind === 'other') others = [...others, named]
    else if (kind === 'same') same = [...same, named]
  }
  return {
    title: typeof title === 'string' ? title : null,
    aliases,
    hasMoved: typeof movedTo === 'string' && changedAt(kept) === null,
    ...(typeof movedTo === 'string' && { movedTo: movedTo as PaperId }),
    others,
    same,
  }
}

type Known = { readonly title: string; readonly aliases: readonly PaperId[] }

/** The cells that a mark lacks to know its paper. */
export function describe(
  kept: KeptMark | undefined,
  { title, aliases }: Known,
): readonly (readonly [Cell, CellValue])[] {
  const cells: (readonly [Cell, CellValue])[] = kept?.get('title')?.[0] === title ? [] : [['title', title]]
  for (const alias of aliases) if (kept?.get(`alias:${alias}`)?.[0] !== true) cells.push([`alias:${alias}`, true])
  return cells
}

export type Reattachment = {
  /** Marks whose paper has another id now. */
  readonly moves: readonly (readonly [from: PaperId, to: PaperId])[]
  /** Orphans: marks whose paper is in no list. */
  readonly orphans: readonly PaperId[]
}

type Named = Pick<Paper, 'id' | 'aliases'>

/** Whether a paper with an alias of a mark is the paper of the mark. */
export const isItsPaper = (paper: Named, identity: Identity, alias: PaperId): boolean =>
  canBeSamePaper(paper, identity) &&
  // A mark that an older version wrote knows its title without author and year.
  (!isTitle(alias) || !knowsCitation(alias, identity) || agreeOnTitle(alias, paper, identity))

/** The aliases of a mark: its id, which is nearly always enough, and then the strongest. One that has moved follows its content. */
function* strongestFirst({ aliases, movedTo, hasMoved }: Identity): Iterable<PaperId> {
  if (movedTo !== undefined) yield movedTo
  if (hasMoved) return
  yield* aliases.slice(0, 1)
  yield* aliases.slice(1).toSorted((a, b) => identityRank(a) - identityRank(b))
}

const knowsCitation = (title: PaperId, { aliases }: Identity) => citationsOf(title, aliases).length > 0

/**
 * Finds the paper of every mark by any alias of either; `find` returns the paper of an alias. A different DOI, arXiv id,
 * or author or year of one title makes them distinct.
 */
export function adopt(
  find: (alias: PaperId) => Named | undefined,
  marks: Iterable<readonly [PaperId, Identity]>,
): Reattachment {
  const moves: [PaperId, PaperId][] = []
  const orphans: PaperId[] = []
  for (const [id, identity] of marks) {
    let found: Named | undefined
    for (const alias of strongestFirst(identity)) {
      found = find(alias)
      if (found && isItsPaper(found, identity, alias)) break
      found = undefined
    }
    if (!found) {
      if (!identity.hasMoved) orphans.push(id)
    } else if (found.id !== id) moves.push([id, found.id])
  }
  return { moves, orphans }
}

/** An orphan’s paper, as far as its mark remembers it. */
export function orphanPaper(id: PaperId, { title, aliases }: Identity): Paper {
  const links = aliases.flatMap((alias) => {
    const url = addressOf(alias)
    return url && isSafeAddress(url) ? [{ label: url.replace(/^https:\/\//, ''), url }] : []
  })
  return {
    ...NO_PAPER,
    id,
    aliases,
    title: title ?? id.replace(/^\w+:/, ''),
    links,
    abstract: '',
    notices: [],
    highlights: [],
  }
}

function addressOf(alias: PaperId): string | null {
  if (alias.startsWith('doi:')) return `https://doi.org/${alias.slice(4)}`
  if (alias.startsWith('arxiv:')) return `https://arxiv.org/abs/${alias.slice(6)}`
  return alias.startsWith('url:') ? `https://${alias.slice(4)}` : null
}
