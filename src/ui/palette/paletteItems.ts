import type { Named, NamedValue } from '../../engine/query/findByName.ts'
import { printNumber } from '../../model/numberFormat.ts'
import { PATH_SEPARATOR, venueAndYear, type FieldId } from '../../model/query/fields.ts'
import { builtInViews, savedViews } from '../../model/query/namedView.ts'
import { isValue } from '../../model/query/nameMatching.ts'
import { parseQuery, printChoice } from '../../model/query/query.ts'
import { toggleChoice } from '../../model/query/queryEdit.ts'
import { rankLoosely, rankName } from '../../model/query/rank.ts'
import { fold } from '../../model/text/fold.ts'
import { openSetting } from '../../storage/browser/localSetting.ts'
import { showView } from '../../store/library/savedViews.ts'
import { commands, type Command } from '../commands/commands.ts'
import type { Scene } from '../commands/actions.ts'
import { openPaper } from '../../store/view/openPaper.ts'
import { SETTINGS } from '../../storage/names.ts'

/** An item of the palette. */
export type Offer = {
  readonly id: string
  readonly label: string
  /** The secondary text. */
  readonly detail?: string
  readonly keys?: string
  /** The rank of the match (model/query/rank.ts). Items and groups are sorted by it. */
  readonly rank: number
  readonly run: (scene: Scene) => Promise<unknown> | void
}
export type Group = { readonly heading: string; readonly offers: readonly Offer[] }

/** The query: its prefix and folded words, and the papers and values with such names. */
type Asked = {
  readonly sign: Sign | undefined
  readonly words: readonly string[]
  readonly named: () => Promise<Named>
}

/** A source of items. A new one is a new entry of `SOURCES`. */
type Source = {
  readonly heading: string
  /** The prefix that searches the sources with this prefix alone. */
  readonly sign?: Sign
  /** The most items beside those of other sources. */
  readonly most: number
  readonly find: (asked: Asked, scene: Scene) => readonly Offer[] | Promise<readonly Offer[]>
}
type Sign = '>' | '#'

const MOST_RECENT = 5
const recent = openSetting(SETTINGS.recentCommands)

const SOURCES: readonly Source[] = [
  {
    heading: 'Recent',
    sign: '>',
    most: MOST_RECENT,
    find: (asked, scene) => (asked.words.length > 0 ? [] : readRecent(scene)),
  },
  { heading: 'Commands', sign: '>', most: Infinity, find: findCommands },
  { heading: 'Views', most: 4, find: findViews },
  { heading: 'Papers', most: 7, find: findPapers },
  { heading: 'Topics', sign: '#', most: 6, find: (asked, scene) => findValues('topic', asked, scene) },
  { heading: 'Tags', sign: '#', most: 6, find: (asked, scene) => findValues('tag', asked, scene) },
  { heading: 'Lists', most: 3, find: (asked, scene) => findValues('list', asked, scene) },
]

/**
 * Searches the palette: the items that are known at once, and a promise of all items. The engine is asked when `turn`
 * resolves, and not at all where another text was typed by then.
 */
export function searchPalette(text: string, scene: Scene, turn: Promise<boolean>) {
  const sign = (['>', '#'] as const).find((sign) => text.startsWith(sign))
  const words = fold(text).split(' ').filter(Boolean)
  let asked: Promise<Named> | undefined
  const ask = async () => ((await turn) ? scene.answers.getState().findByName(words.join(' ')) : NOTHING)
  const named = () => (asked ??= ask().catch(() => NOTHING))
  const found = SOURCES.filter((source) => sign === undefined || source.sign === sign).map((source) => ({
    source,
    offers: source.find({ sign, words, named }, scene),
  }))
  const toGroup = ({ heading, most }: Source, offers: readonly Offer[]): Group => ({
    heading,
    // With the prefix of one source there is room for more of its items.
    offers: offers.toSorted((a, b) => a.rank - b.rank).slice(0, sign ? Infinity : most),
  })
  const now = found.map(({ source, offers }) => toGroup(source, 'then' in offers ? [] : offers))
  const all = Promise.all(found.map(async ({ source, offers }) => toGroup(source, await offers)))
  return { now: inOrder(now), all: all.then(inOrder) }
}

const NOTHING: Named = { papers: [], values: [] }

const inOrder = (groups: readonly Group[]): readonly Group[] =>
  groups.filter(({ offers }) => offers.length > 0).toSorted((a, b) => a.offers[0]!.rank - b.offers[0]!.rank)

function readRecent(scene: Scene): readonly Offer[] {
  const ids = recentIds()
  return possible(scene)
    .filter(({ id }) => ids.includes(id))
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map((command) => toOffer(command, 0, scene))
}

/** Recent items come before others of the same rank. Without a query they are a group of their own. */
function findCommands({ words }: Asked, scene: Scene): readonly Offer[] {
  const ids = recentIds()
  const all = possible(scene)
  if (words.length === 0) return all.filter(({ id }) => !ids.includes(id)).map((command) => toOffer(command, 0, scene))
  const place = (id: string) => (ids.includes(id) ? ids.indexOf(id) : MOST_RECENT)
  return all
    .toSorted((a, b) => place(a.id) - place(b.id))
    .flatMap((command) => {
      const rank = rankLoosely(fold(command.label), words)
      return rank === null ? [] : [toOffer(command, rank, scene)]
    })
}

const possible = (scene: Scene) => commands.filter(({ id, when }) => id !== 'palette' && (when?.(scene) ?? true))

const toOffer = ({ id, label, run }: Command, rank: number, { shortcuts }: Scene): Offer => ({
  id: `command ${id}`,
  label,
  rank,
  keys: shortcuts.getState().hints[id] ?? '',
  run: (scene) => {
    recent.write(JSON.stringify([id, ...recentIds().filter((other) => other !== id)].slice(0, MOST_RECENT)))
    return run(scene)
  },
})

function recentIds(): readonly string[] {
  try {
    const ids: unknown = JSON.parse(recent.read() ?? '[]')
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

/** The user’s own before the built-in ones. */
function findViews({ words }: Asked, { library }: Scene): readonly Offer[] {
  return [...savedViews(library.getState().userRecords), ...builtInViews(Date.now())].flatMap((view) => {
    const rank = rankName(fold(view.name), words)
    const run = (scene: Scene) => showView(scene, view)
    return rank === null ? [] : [{ id: `view ${view.id ?? view.name}`, label: view.name, rank, run }]
  })
}

async function findPapers({ words, named }: Asked): Promise<readonly Offer[]> {
  if (words.length === 0) return []
  return (await named()).papers.map((paper) => ({
    id: `paper ${paper.id}`,
    label: paper.title,
    detail: venueAndYear(paper),
    rank: rankName(fold(paper.title), words) ?? Infinity,
    run: (scene) => openPaper(scene, paper.id),
  }))
}

/** With a prefix alone, the values that most of the shown papers have. */
async function findValues(
  field: FieldId,
  { sign, words, named }: Asked,
  { answers }: Scene,
): Promise<readonly Offer[]> {
  if (words.length === 0 && !sign) return []
  const shown = answers.getState().answer?.facets.find((facet) => facet.field === field)?.values ?? []
  const values: readonly NamedValue[] =
    words.length > 0
      ? (await named()).values.filter((value) => value.field === field)
      : shown.toSorted((a, b) => b.count - a.count).map(({ value, count }) => ({ field, value, word: value, count }))
  return values.map((value) => ({
    id: `${field} ${value.value}`,
    label: value.value.split(PATH_SEPARATOR).at(-1)!,
    detail: printNumber(value.count),
    rank: rankName(fold(value.value.split(PATH_SEPARATOR).at(-1)!), words) ?? 0,
    run: (scene) => choose(value, scene),
  }))
}

/** Adds a value to the query; where no paper has both, it replaces the query. */
function choose({ field, value, word }: NamedValue, { viewing, answers }: Scene) {
  const { view, change } = viewing.getState()
  if (
    parseQuery(view.text)
      .choices.get(field)
      ?.some((chosen) => isValue(field, chosen, value))
  )
    return
  const facet = answers.getState().answer?.facets.find((facet) => facet.field === field)
  const isHere = facet?.values.some((other) => other.value === value) ?? false
  // Of very many values, those of few papers are not sent.
  const isLikely = isHere || (facet?.total ?? 0) > (facet?.values.length ?? 0)
  change({ text: isLikely ? toggleChoice(view.text, field, word) : printChoice(field, word) })
}
