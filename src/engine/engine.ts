import { adopt, findLikely, orphanPaper, type Adoption, type Identity } from '../model/adoption.ts'
import type { ListFile } from '../model/catalog.ts'
import { parseList, type List, type ListHead, type Problem } from '../model/list.ts'
import { UNMARKED, type Mark } from '../model/mark.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper.ts'
import { needles, parseQuery } from '../model/query.ts'
import { fold } from '../model/text.ts'
import { mayBeSame } from '../model/twins.ts'
import type { Sort } from '../model/view.ts'
import type { Facet } from './facets.ts'
import { createShelf } from './shelf.ts'
import type { Speller } from './spelling.ts'

export type Question = {
  readonly text: string
  readonly sort: Sort
  /** The rows to hand over: from the first up to, but without, the second. */
  readonly window: readonly [from: number, to: number]
  /** A paper to hand over whole, wherever it stands. */
  readonly paper: PaperId | null
  /** A paper whose place in the answer is wanted. */
  readonly find: PaperId | null
}

export type Answer = {
  /** Counts up when the question, not only the window, has changed; rows of one revision belong together. */
  readonly revision: number
  readonly from: number
  readonly rows: readonly PaperHead[]
  /** Papers that match, and papers there are. */
  readonly total: number
  readonly all: number
  readonly facets: readonly Facet[]
  readonly paper: Paper | null
  /** The paper that was asked for, which may be in no list. */
  readonly asked: PaperId | null
  /** What a paper that is in no list any more may have become. */
  readonly likely: PaperHead | null
  /** Place of the paper that was to be found, or -1. */
  readonly found: number
  /** Words that no paper has, each with those that were looked for instead; only where nothing matched as typed. */
  readonly instead: readonly Instead[]
}
/** A paper that is here; `differs` in its title or year from what a file says. */
export type Twin = { readonly id: PaperId; readonly differs: boolean }
export type Instead = { readonly word: string; readonly words: readonly string[] }

/** What a mark says that can be searched and counted. */
export type Marked = readonly [id: PaperId, mark: Mark, changedAt: number | null, identity?: Identity]

/** Which papers are meant: these, those that the last answer was about, or every one. */
export type Papers = readonly PaperId[] | 'shown' | 'all'

/** What was found in the lists, and what the marks have to know of it. */
export type Opened = Pick<Adoption, 'moves'> & {
  readonly lists: readonly ListHead[]
  readonly problems: readonly Problem[]
  readonly papers: number
  /** The marked papers as their lists have them, where their marks do not know that yet. */
  readonly known: readonly Pick<Paper, 'id' | 'title' | 'aliases'>[]
}

/** Read and copied between threads within a frame. */
const PAPERS_AT_ONCE = 200

export type Engine = ReturnType<typeof createEngine>

/**
 * Answers questions about papers and the reader's marks, in time linear in the papers at worst. Lists may come in
 * parts; what has come is answered about meanwhile. A mark that changes moves its counts at once; its row stays where
 * it is until another question is asked.
 */
export function createEngine() {
  let shelf = createShelf()
  /** What takes the place of `shelf` once all of it has come. */
  let coming = shelf
  const marks = new Map<PaperId, Marked>()
  /** Marks that are shown as papers of their own. */
  let orphans: ReadonlySet<PaperId> = new Set()

  let asked = ''
  let order: readonly number[] = []
  let instead: readonly Instead[] = []
  /** Null when a mark has changed since they were counted. */
  let counted: readonly Facet[] | null = null
  let revision = 0
  /** The question that the revision is of, which stays when its answer has to be found again. */
  let numbered = ''
  let createSpeller: ((texts: readonly string[]) => Speller) | null = null
  /** Knows the words of the papers there are; null until it is asked. */
  let speller: Speller | null = null

  const forget = () => {
    speller = null
    asked = ''
    counted = null
  }

  const setMark = ([id, mark, changedAt, identity]: Marked) => {
    const place = shelf.find(id)
    if (place === undefined) return
    if (!identity?.hasMoved) shelf.mark(place, mark, changedAt)
    // What has moved is said by the mark it moved to.
    else if (shelf.id(place) === id) shelf.mark(place, UNMARKED, null)
  }

  /** Brings papers and marks together, after either has changed so that they may belong to others. */
  const adoptMarks = () => {
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
    forget()
    return { moves: adoption.moves, papers: [...found.values()] }
  }

  const findOrder = (text: string, sort: Sort) => {
    const query = parseQuery(text)
    const words = needles(query)
    let groups: readonly (readonly string[])[] = words.map((word) => [word])
    let among = words.length > 0 ? shelf.search.all(groups, sort.length === 0) : shelf.places()
    const replaced: Instead[] = []
    if (words.length > 0 && among.length === 0 && createSpeller) {
      groups = words.map((word) => {
        if (shelf.search.knows(word)) return [word]
        const alike = (speller ??= createSpeller!(shelf.search.texts()))(word)
        if (alike.length > 0) replaced.push({ word, words: alike })
        return alike
      })
      if (replaced.length > 0 && groups.every((group) => group.length > 0))
        among = shelf.search.all(groups, sort.length === 0)
    }
    const { places, counts } = shelf.facets.count(query.choices, shelf.standing(among))
    counted = counts
    const question = JSON.stringify([text, sort])
    if (question === asked) return
    instead = among.length > 0 ? replaced : []
    if (question !== numbered) revision += 1
    asked = numbered = question
    order = shelf.orders.sort(places, sort)
  }

  const placesOf = (papers: Papers): readonly number[] => {
    if (papers === 'all') return shelf.places()
    // The order may be one of papers that have been replaced since.
    if (asked === '' && numbered !== '') findOrder(...(JSON.parse(numbered) as [string, Sort]))
    if (papers === 'shown') return order
    const wanted = new Set(papers.flatMap((id) => shelf.find(id) ?? []))
    return [...new Set([...order.filter((place) => wanted.has(place)), ...wanted])]
  }

  const likelyOf = (paper: Paper): PaperHead | null => {
    const identity = marks.get(paper.id)?.[3]
    if (!identity || paper.lists.length > 0) return null
    const listed = [...shelf.titles()].filter(({ id }) => !orphans.has(id))
    const likely = findLikely(listed, identity)
    return likely && shelf.head(likely.place)
  }

  const engine = {
    /** Begins to take lists in place of those there were. Where there were none, what comes is answered about at once. */
    begin() {
      coming = createShelf()
      if (shelf.places().length > 0) return
      shelf = coming
      forget()
    },

    /** Takes a list, or a part of one whose head has come before; `lines` are its papers as JSON, where that is at hand. */
    take(
      { papers, ...head }: Partial<List> & Pick<List, 'papers'>,
      problems: readonly Problem[] = [],
      lines: readonly string[] = [],
    ) {
      if (head.id !== undefined) coming.lists.push(head as ListHead)
      coming.problems.push(...problems)
      for (const [i, paper] of papers.entries()) coming.add(paper, lines[i])
      if (coming === shelf) forget()
    },

    /** Takes the list that a file holds. */
    read({ name, text }: ListFile) {
      const { list, problems } = parseList(name, text)
      engine.take(list ?? { papers: [] }, problems)
    },

    /** Ends what was begun, and tells of the lists and their problems. */
    finish(): Opened {
      shelf = coming
      orphans = new Set()
      const { moves, papers } = adoptMarks()
      return {
        lists: shelf.lists,
        problems: shelf.problems,
        papers: shelf.places().length,
        moves,
        known: papers.filter(isUnknownTo(marks)).map(({ id, title, aliases }) => ({ id, title, aliases })),
      }
    },

    /** Takes the lists that the files hold in place of those there were. */
    open(files: readonly ListFile[]): Opened {
      engine.begin()
      for (const file of files) engine.read(file)
      return engine.finish()
    },

    /** The paper here that one of another list is, and whether it says something else of itself; null where it is new. */
    twin({ aliases, title, year }: Paper): Twin | null {
      for (const alias of aliases) {
        const place = shelf.find(alias)
        const ours = place === undefined ? null : shelf.paper(place)
        if (!ours || !mayBeSame(ours, { aliases })) continue
        const isOtherYear = year !== null && ours.year !== null && year !== ours.year
        return { id: ours.id, differs: fold(ours.title) !== fold(title) || isOtherYear }
      }
      return null
    },

    /** Takes marks that are new or have changed. */
    mark(changed: readonly Marked[]) {
      counted = null
      let hasMoved = false
      for (const marked of changed) {
        hasMoved ||= (marks.get(marked[0])?.[3]?.hasMoved ?? false) !== (marked[3]?.hasMoved ?? false)
        marks.set(marked[0], marked)
        setMark(marked)
      }
      if (hasMoved) adoptMarks()
    },

    /** Does a piece of the work that a later question would wait for; false when there is none. */
    prepare: (): boolean => shelf.orders.prepare(),

    /** How many marks have been taken. */
    marked: (): number => marks.size,

    /** Whether the last question had a word that no paper has, and a speller might have helped. */
    isPuzzled: (): boolean =>
      !createSpeller &&
      order.length === 0 &&
      needles(parseQuery(asked && (JSON.parse(asked) as [string])[0])).some((word) => !shelf.search.knows(word)),

    /** From now on words that no paper has are read as those that may have been meant. */
    learn(create: (texts: readonly string[]) => Speller) {
      createSpeller = create
      forget()
    },

    /**
     * Papers with all that is known of them, some at a time, in the order of the last answer; those it does not have
     * come after it. They stay the same papers whatever is asked or opened in between.
     */
    *papers(of: Papers, size = PAPERS_AT_ONCE): Iterable<readonly Paper[]> {
      const places = placesOf(of)
      const { standing, paper } = shelf
      for (let from = 0; from < places.length; from += size) yield standing(places.slice(from, from + size)).map(paper)
    },

    answer({ text, sort, window: [from, to], paper, find }: Question): Answer {
      if (counted === null || JSON.stringify([text, sort]) !== asked) findOrder(text, sort)
      const found = find === null ? undefined : shelf.find(find)
      const place = paper === null ? undefined : shelf.find(paper)
      const open = place === undefined ? null : shelf.paper(place)
      return {
        revision,
        from,
        rows: order.slice(from, to).map(shelf.head),
        total: order.length,
        all: shelf.places().length,
        facets: counted!,
        paper: open,
        asked: paper,
        likely: open && likelyOf(open),
        found: found === undefined ? -1 : order.indexOf(found),
        instead,
      }
    },
  }
  return engine
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
