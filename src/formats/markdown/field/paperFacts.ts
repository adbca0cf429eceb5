import { isWebAddress } from '../../../model/paper/safeUrl.ts'
import type { Highlight, Link } from '../../../model/paper/paper.ts'
import type { Imprint } from './imprint.ts'
import { tidy } from '../line/pieces.ts'

/** The facts about a paper that its lines have given so far. */
export type PaperFacts = {
  authors: readonly string[]
  year: number | null
  venue: string
  arxiv: string
  doi: string
  imprint: Imprint | null
  /** Whether a link is named “arXiv”. */
  preprint: boolean
  readonly links: Link[]
  /** The addresses of the links. */
  readonly addresses: Set<string>
  readonly awards: string[]
  readonly affiliations: string[]
  /** Addresses of files beside the list, which do not work elsewhere. */
  readonly local: string[]
}

/** The content below a paper’s title. */
export type Details = {
  readonly found: PaperFacts
  readonly notices: string[]
  readonly highlights: Highlight[]
  /** The user’s values of "Status", "Starred", "Tags" and "My note". */
  readonly own: Map<string, string>
}

export const nothingFound = (): PaperFacts => ({
  authors: [],
  year: null,
  venue: '',
  arxiv: '',
  doi: '',
  imprint: null,
  preprint: false,
  links: [],
  addresses: new Set(),
  awards: [],
  affiliations: [],
  local: [],
})

/** Adds a link with its label, unless its address is known. An address that is not on the web goes to `local`. */
export function addLink(found: PaperFacts, label: string, url: string): void {
  const address = url.trim().replace(/^\/\//, 'https://')
  if (!isWebAddress(address)) {
    if (address !== '' && !address.startsWith('#')) found.local.push(address)
    return
  }
  const clean = tidy(label.replace(/[\p{Extended_Pictographic}\uFE0F\u200D]|:[a-z_]+:/gu, ' ')).replace(
    /^[[(【]+\s*|\s?(?<![\])】])[\])】]+$|(?<![:：,])[:：,]+$/g,
    '',
  )
  const named = /^(?:github )?stars?$/i.test(clean) && /github\.com/.test(address) ? 'Code' : clean
  if (found.addresses.has(address)) return
  found.addresses.add(address)
  found.links.push({ label: named || 'Link', url: address })
}
