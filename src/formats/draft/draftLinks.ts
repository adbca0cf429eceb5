import { landingPage } from '../../model/paper/identity.ts'
import type { Link } from '../../model/paper/paper.ts'
import { doiAddress, labelOf, normalizeDoi, toAddress } from '../entry/addresses.ts'
import { linesOf } from './lines.ts'

/** The link to the paper itself; undefined without one. */
export function mainLink(links: readonly Link[]): Link | undefined {
  const url = landingPage(links)
  return links.find((link) => link.url === url)
}

const printLink = ({ label, url }: Link) => `${label}: ${url}`

/** Prints links as lines of the form. */
export const printLinks = (links: readonly Link[]): string => links.map(printLink).join('\n')

type Problems = { link?: string; links?: string }

/** Reads the link to the paper and the other links; links that were left as they were keep label, address and place. */
export function readLinks(
  draft: { readonly link: string; readonly links: string },
  before: readonly Link[],
  problems: Problems,
): readonly Link[] {
  const main = mainLink(before)
  const rest = readRest(
    draft.links,
    before.filter((link) => link !== main),
    problems,
  )
  const typed = draft.link.trim()
  const at = main ? before.indexOf(main) : 0
  if (typed === (main?.url ?? '')) return main ? rest.toSpliced(at, 0, main) : rest
  if (typed === '') return rest
  const url = toAddress(typed)
  if (url === '') problems.link = `“${typed}” is not a web address, such as https://example.org/paper.pdf`
  const label = main && main.label !== labelOf(main.url) ? main.label : labelOf(url)
  return rest.toSpliced(at, 0, { label, url })
}

function readRest(text: string, before: readonly Link[], problems: Problems): readonly Link[] {
  if (text === printLinks(before)) return before
  const known = new Map(before.map((link) => [printLink(link), link]))
  return linesOf(text).flatMap((line) => {
    const link = known.get(line) ?? readLink(line)
    if (!link) problems.links ??= `“${line}” has no web address, such as https://example.org`
    return link ?? []
  })
}

/** Reads “Code: https://…”, or an address alone; null without an address. */
function readLink(line: string): Link | null {
  const [, label, address] = /^(?:(.*?):?\s+)?(\S+)$/.exec(line) ?? []
  const url = toAddress(address ?? '')
  return url ? { label: label?.trim() || labelOf(url), url } : null
}

/** The links of a paper whose DOI was changed: those that lead to the old one lead to the new one, or are gone. */
export function withDoi(links: readonly Link[], before: string, doi: string): readonly Link[] {
  const isOld = ({ url }: Link) => before !== '' && normalizeDoi(url).toLowerCase() === before
  const page = doi === '' ? null : doiAddress(doi)
  const moved = links.flatMap((link) => (!isOld(link) ? [link] : page === null ? [] : [{ ...link, url: page }]))
  if (page === null || moved.some(({ label, url }) => label === 'Paper' || url === page)) return moved
  return [{ label: labelOf(page), url: page }, ...moved]
}
