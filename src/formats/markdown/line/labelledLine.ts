import { readArxiv, readDoi } from '../../../model/paper/identity.ts'
import { partsOf } from '../tree/blocks.ts'
import { readField } from '../field/fact.ts'
import type { Details } from '../field/paperFacts.ts'
import { readHead } from './head.ts'
import { splitInstitutions } from './affiliation.ts'
import { parseNames } from '../field/names.ts'
import { highlightText, type Piece, piecesOf, plainText, wordCount } from './pieces.ts'
import type { Element } from '../tree/nodes.ts'
import { isLabel } from '../field/words.ts'
import { readLinks } from './links.ts'

const KEYED = /^([\p{L}][\p{L}\d. /&-]{0,30}?)(?:\(s\))?\s*(::|[:：])\s*(.*)$/su
const KEYS: readonly (readonly [RegExp, Key])[] = [
  [/^(?:authors?|作者|by)$/i, 'authors'],
  [
    /^(?:affiliations?|institut(?:e|ion)s?|orgs?|organi[sz]ations?|universit(?:y|ies)|company|from|单位|机构)$/i,
    'affiliations',
  ],
  [
    /^(?:venues?|conferences?|conf\.?|journals?|published(?: in| at)?|publication(?: date)?|publisher|where|year|date|published date|会议|期刊|年份|发表|出处|时间)$/i,
    'appeared',
  ],
  [/^(?:awards?|奖项)$/i, 'award'],
  [/^(?:notices?|note|nb|caveats?|warning|attention|注意|备注)$/i, 'notice'],
  [/^(?:doi|arxiv(?: id)?)$/i, 'identifier'],
  [/^(?:status|tags?|my note|starred)$/i, 'own'],
]
type Key = 'identifier' | 'authors' | 'affiliations' | 'appeared' | 'award' | 'notice' | 'own'

/** Bound in characters. A longer value is no venue and is not split: the regex scans to the end at each separator. */
const LONGEST_VENUE = 1000

/**
 * Splits a line with a name before a colon. `key` is the field that the name stands for, undefined if unknown.
 * `isProperty`: the colon is doubled, as readers write it in their own notes.
 */
export function readLabelledLine(text: string): {
  readonly key: Key | undefined
  readonly name: string
  readonly value: string
  readonly isProperty: boolean
} {
  const [, name = '', colon = '', value = ''] = KEYED.exec(text) ?? []
  return { key: KEYS.find(([pattern]) => pattern.test(name))?.[1], name, value, isProperty: colon === '::' }
}

/** Adds a property that a reader has written to a paper’s details: what is no fact of the paper, to the note. */
export function takeProperty(pieces: readonly Piece[], details: Details): void {
  const { key, name, value } = readLabelledLine(plainText(pieces))
  const { own, found } = details
  const bare = value.replace(/\[\[([^[\]]{1,300})\]\]/g, '$1')
  own.set(PROPERTY, '')
  if (key === 'own') own.set(name.toLowerCase().replace(/^tag$/, 'tags'), bare)
  else if (bare !== '' && !(key && takeKeyed(key, bare, pieces, details)) && !readLinks(pieces, found))
    own.set('my note', [own.get('my note') ?? [], `${name}: ${bare}`].flat().join('\n'))
}

/** A key of what a reader says of a paper: it was said in properties, which only a reader’s own file has. */
export const PROPERTY = 'property'

/** Adds the value of a labelled line to its paper’s details. False if the value is not of this key. */
export function takeKeyed(key: Exclude<Key, 'own'>, value: string, line: readonly Piece[], details: Details): boolean {
  const { found } = details
  const pieces = valuePieces(line)
  switch (key) {
    case 'identifier': {
      const name = readDoi(value) ?? readArxiv(value)
      if (name?.startsWith('doi:')) found.doi = name.slice('doi:'.length)
      if (name?.startsWith('arxiv:')) found.arxiv = name.slice('arxiv:'.length)
      // A linked identifier stays a link, which the caller reads.
      return name !== undefined && pieces.every(({ kind }) => kind !== 'link')
    }
    case 'authors': {
      const names = parseNames(value) ?? value.split(/\s*[,;、，]\s*/).filter((name) => name !== '')
      found.authors = names.map((author) => author.replace(/^and\s+/, ''))
      break
    }
    case 'affiliations':
      found.affiliations.push(...splitInstitutions(value))
      break
    case 'appeared': {
      const parts = value.length > LONGEST_VENUE ? [value] : value.split(/\s*[,;|]\s*(?=\D*\d{4}\D*$)/)
      const read = parts.map((part) => readField(part, found))
      if (!read[0] && found.venue === '' && wordCount(value) < 15) found.venue = value
      break
    }
    case 'award':
      found.awards.push(value)
      break
    case 'notice':
      details.notices.push(highlightText(pieces))
      break
  }
  return true
}

/** The pieces after the first colon. */
function valuePieces(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(({ kind, ...piece }) => kind === 'text' && 'text' in piece && /[:：]/.test(piece.text))
  const piece = pieces[at]
  if (piece?.kind !== 'text') return pieces
  return [{ ...piece, text: piece.text.replace(/^.*?[:：]+\s*/s, '') }, ...pieces.slice(at + 1)]
}

/** Whether a line is labelled with a field of a paper, such as "Authors: …". */
export function isKeyedLine(pieces: readonly Piece[]): boolean {
  const { key, value } = readLabelledLine(plainText(pieces))
  return value !== '' && key !== undefined && key !== 'own' && key !== 'notice'
}

/** Whether a list item gives a field or a link of the paper above it. Such an item is no paper. */
export function isKeyed(item: Element): boolean {
  const pieces = piecesOf(partsOf(item).line)
  const { key, name, value, isProperty } = readLabelledLine(plainText(pieces))
  if (
    isProperty ||
    key !== undefined ||
    (isLabel(name) && name !== '' && (value !== '' || partsOf(item).rest.length > 0))
  )
    return true
  if (
    /^(?:abstract|summary|tl;?dr|key ?\w*(?: \w+)?|contributions?|keywords?|method|idea|comments?|description|impact|problem|solution|motivation|摘要|关键词|总结|方法|动机)$/i.test(
      name,
    )
  )
    return true
  return pieces.some(({ kind }) => kind === 'link') && readHead(pieces).title === ''
}
