import { fold } from '../text/fold.ts'
import type { Paper, PaperId } from './paper.ts'
import { splitName } from './personName.ts'

/** The identity of a title, regardless of case, accents and punctuation. */
export const titleIdentity = (title: string): PaperId => `title:${fold(title) || title.trim()}` as PaperId

/**
 * The identity of a title with its first author and year, `title:robust samples (huber 1981)`, which tells papers of one
 * title apart. Null where both are unknown.
 */
export function citationIdentity({ title, authors: [first = ''], year }: Pick<Paper, 'title' | 'authors' | 'year'>) {
  // A list may have “Family, Given”.
  const family = fold(splitName(first.split(',')[0]!.trim()).family)
    .split(' ')
    .at(-1)!
  const named = [family, year ?? ''].filter((part) => part !== '').join(' ')
  return named === '' ? null : (`${titleIdentity(title)} (${named})` as PaperId)
}

/** The first author’s family name, empty where it is unknown, and the year. */
export type Citation = { readonly author: string; readonly year: number | null }

/** The citations of a title, `title:…`, among the identities of a paper. */
export function citationsOf(title: PaperId, aliases: readonly PaperId[]): readonly Citation[] {
  const start = `${title} (`
  return aliases.flatMap((alias) => {
    if (!alias.startsWith(start)) return []
    const words = alias.slice(start.length, -1).split(' ')
    const year = /^-?\d+$/.test(words.at(-1)!) ? Number(words.pop()) : null
    return [{ author: words.join(' '), year }]
  })
}

/** Whether an identity is a title, alone or with author and year. */
export const isTitle = (alias: PaperId): boolean => alias.startsWith('title:')

/** Whether an identity is a title with author or year: a title has either no brackets, or nothing but signs. */
export const isCitation = (alias: PaperId): boolean => isTitle(alias) && /[\p{L}\p{N}]\)$/u.test(alias)

/** The title of a citation. */
export const titleOf = (citation: PaperId): PaperId => citation.slice(0, citation.lastIndexOf(' (')) as PaperId

/** Completes the names of a paper that an older version has stored, which lack the title with author and year. */
export function withCitation<Cited extends Pick<Paper, 'id' | 'aliases' | 'title' | 'authors' | 'year'>>(
  paper: Cited,
): Cited {
  if (!lacksCitation(paper.aliases)) return paper
  const title = titleIdentity(paper.title)
  const citation = paper.aliases.includes(title) ? citationIdentity(paper) : null
  if (citation === null) return paper
  const aliases = [...paper.aliases.filter((alias) => alias !== title), citation, title]
  return { ...paper, id: paper.id === title ? citation : paper.id, aliases }
}

/** Whether no identity of a paper tells author or year. */
export const lacksCitation = (aliases: readonly PaperId[]): boolean => !aliases.some(isCitation)
