import type { Adoption } from '../model/adoption.ts'
import type { ListFile } from '../model/catalog.ts'
import { parseList, type List, type ListHead, type Problem } from '../model/list.ts'
import type { FieldId } from '../model/fields.ts'
import type { Paper, PaperHead, PaperId } from '../model/paper.ts'
import type { QueryProblem } from '../model/query.ts'
import { fold } from '../model/text.ts'
import { mayBeSame } from '../model/twins.ts'
import type { Sort } from '../model/view.ts'
import type { readAsked, Reading } from './asking.ts'
import { createBelonging, type Marked } from './belonging.ts'
import type { Facet } from './facets.ts'
import { createShelf, type Shelf } from './shelf.ts'
import type * as Likely from './likely.ts'
import type { SentPaper } from './sending.ts'
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
  /** Fields of which more values are wanted than the first few. */
  readonly wide: readonly FieldId[]
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
  /** Another paper that the one asked for may be: what it has become where no list has it, or else a likely twin. */
  readonly likely: PaperHead | null
  /** Place of the paper that was to be found, or -1. */
  readonly found: number
  /** Words that no paper has, each with those that were looked for instead; only where nothing matched as typed. */
  readonly instead: readonly Instead[]
  /** The words that were looked for, folded, and what of the query could not be followed. */
  readonly words: readonly string[]
  readonly problems: readonly QueryProblem[]
}
/** An answer that names its papers by the places at which they are, until another edition. */
export type Found = Omit<Answer, 'rows' | 'paper'> & {
  readonly places: readonly number[]
  readonly open: number | null
}
/** A paper that is here; `differs` in its title or year from what a file says. */
export type Twin = { readonly id: PaperId; readonly differs: boolean }
export type Instead = { readonly word: string; readonly words: readonly string[] }

export type { Marked } from './belonging.ts'

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

const NO_CHOICES: Reading['choices'] = new Map()
const NOTHING_ASKED: Reading = {
  words: [],
  wanted: [],
  choices: NO_CHOICES,
  without: NO_CHOICES,
  holds: null,
  problems: [],
}

/**
 * Answers questions about papers and the reader's marks, in time linear in the papers at worst. Lists may come in
 * parts; what has come is answered about meanwhile. A mark that changes moves its counts at once; its row stays where
 * it is until another question is asked. Until `reader` is there, nothing that was typed can be asked.
 */
export function createEngine(reader: typeof readAsked | null = null) {
  let shelf = createShelf()
  /** What takes the place of `shelf` once all of it has come. */
  let coming = shelf
  const belonging = createBelonging()
  /** Knows which papers are alike; null until a paper is asked for. */
  let finder: typeof Likely | null = null
  /** What another paper may be, for the one that was asked for last. */
  let likely: { readonly of: PaperId; readonly is: PaperHead | null } | null = null
  /** Whether the last question asked for a paper that there is. */
  let opened = false

  let asked = ''
  let order: readonly number[] = []
  let instead: readonly Instead[] = []
  let reading: Reading = NOTHING_ASKED
  /** Null when a mark has changed since they were counted. */
  let counted: readonly Facet[] | null = null
  let revision = 0
  /** Counts up when papers may stand at other places, or say something else. */
  let edition = 0
  /** The question that the revision is of, which stays when its answer has to be found again. */
  let numbered = ''
  let createSpeller: ((texts: readonly string[]) => Speller) | null = null
  /** Knows the words of the papers there are; null until it is asked. */
  let speller: Speller | null = null

  const forget = () => {
    edition += 1
    speller = null
    asked = ''
    counted = null
    likely = null
  }

  const findOrder = (text: string, sort: Sort) => {
    reading = text.trim() === '' ? NOTHING_ASKED : reader!(shelf, text)
    const { words, holds } = reading
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
    const standing = shelf.standing(among)
    const left = holds ? standing.filter(holds) : standing
    const { places, counts } = shelf.facets.count(reading.choices, left, reading.without)
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
    if (finder && likely?.of !== paper.id) likely = { of: paper.id, is: belonging.likely(paper, finder) }
    return likely && likely.of === paper.id ? likely.is : null
  }

  const engine = {
    /** Begins to take lists in place of those there were. Where there were none, what comes is answered about at once. */
    begin() {
      coming = createShelf()
      if (shelf.places().length > 0) return
      shelf = coming
      belonging.begin(shelf)
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
      belonging.begin(shelf)
      const { moves, known } = belonging.finish()
      forget()
      return { lists: shelf.lists, problems: shelf.problems, papers: shelf.places().length, moves, known }
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
      likely = null
      if (belonging.mark(changed)) forget()
    },

    /** Does a piece of the work that a later question would wait for; false when there is none. */
    prepare: (): boolean => shelf.orders.prepare(),

    /** Whether the mark of a paper has been taken. */
    hasMark: (id: PaperId): boolean => belonging.has(id),

    /** Whether the last question had a word that no paper has, and a speller might have helped. */
    isPuzzled: (): boolean =>
      !createSpeller && order.length === 0 && reading.words.some((word) => !shelf.search.knows(word)),

    /** Whether a paper was asked for, of which it would have been told which other it may be. */
    isCurious: (): boolean => !finder && opened,

    /** From now on it is told of a paper which other it may be. */
    compareBy(found: typeof Likely) {
      finder = found
    },

    /** Whether a question with this text can be answered. */
    canRead: (text: string): boolean => reader !== null || text.trim() === '',

    /** From now on it understands what is typed. */
    readBy(read: typeof readAsked) {
      reader = read
    },

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

    find({ text, sort, window: [from, to], paper, find }: Question): Found {
      if (counted === null || JSON.stringify([text, sort]) !== asked) findOrder(text, sort)
      const found = find === null ? undefined : shelf.find(find)
      const place = paper === null ? undefined : shelf.find(paper)
      const whole = place === undefined ? null : shelf.paper(place)
      opened = whole !== null
      return {
        revision,
        from,
        places: order.slice(from, to),
        total: order.length,
        all: shelf.places().length,
        facets: counted!,
        open: place ?? null,
        asked: paper,
        likely: whole && likelyOf(whole),
        found: found === undefined ? -1 : order.indexOf(found),
        instead,
        words: reading.wanted,
        problems: reading.problems,
      }
    },

    edition: (): number => edition,
    /** What somebody finds who looks through all papers as they are now. */
    look: <T>(through: (shelf: Shelf) => T): T => through(shelf),
    text: (place: number): SentPaper => shelf.text(place),

    answer(question: Question): Answer {
      const { places, open, ...answer } = engine.find(question)
      return { ...answer, rows: places.map(shelf.head), paper: open === null ? null : shelf.paper(open) }
    },
  }
  return engine
}
