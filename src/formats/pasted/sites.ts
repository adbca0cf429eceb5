import { anthologyFacts } from './anthology.ts'
import type { Facts } from './facts.ts'
import { proceedingsVenue } from './pmlr.ts'

/** A site whose addresses say something of their papers, by host and path; null for its other addresses. */
type Site = { readonly host: RegExp; readonly read: (url: URL) => Facts | null }

const SITES: readonly Site[] = [
  { host: /^openreview\.net$/, read: readOpenReview },
  {
    host: /^(?:aclanthology\.org|aclanthology\.info|(?:www\.)?aclweb\.org)$/,
    read: ({ pathname }) => anthologyFacts(pathname),
  },
  { host: /^(?:www\.)?usenix\.org$/, read: readUsenix },
  { host: /^proceedings\.mlr\.press$/, read: readPmlr },
  {
    host: /^(?:papers\.nips\.cc|(?:papers|proceedings)\.neurips\.cc|proceedings\.(?:iclr\.cc|mlsys\.org))$/,
    read: readNeurips,
  },
  { host: /^openaccess\.thecvf\.com$/, read: readCvf },
]

/** What is known of a paper by its address alone. */
export function siteFacts(address: string): Facts {
  const url = new URL(address)
  const site = SITES.find(({ host }) => host.test(url.hostname))
  return site?.read(url) ?? {}
}

function readOpenReview({ origin, pathname, searchParams }: URL): Facts | null {
  const id = searchParams.get('id') ?? ''
  if (!/^\/(?:forum|pdf|attachment)$/.test(pathname) || !/^[\w-]{5,30}$/.test(id)) return null
  return { page: `${origin}/forum?id=${id}`, ...(pathname === '/pdf' && { pdf: `${origin}/pdf?id=${id}` }) }
}

const USENIX: Readonly<Record<string, string>> = {
  atc: 'USENIX ATC',
  usenix: 'USENIX ATC',
  usenixsecurity: 'USENIX Security',
  fast: 'FAST',
  hotcloud: 'HotCloud',
  hotedge: 'HotEdge',
  hotos: 'HotOS',
  hotstorage: 'HotStorage',
  lisa: 'LISA',
  nsdi: 'NSDI',
  osdi: 'OSDI',
  soups: 'SOUPS',
  woot: 'WOOT',
}

function readUsenix({ pathname }: URL): Facts | null {
  const [, name = '', year] =
    /^\/(?:conference|system\/files(?:\/conference)?)\/([a-z]+)-?(\d{2})(?=[/-])/.exec(pathname) ?? []
  if (!year) return null
  const venue = USENIX[name]
  return { year: 2000 + Number(year), ...(venue && { venue }) }
}

function readPmlr({ origin, pathname }: URL): Facts | null {
  const [, volume, name = '', year] = /^\/v(\d{1,4})\/([a-z-]+(\d{2})[a-z]{0,2})(?:\.html$|\/|$)/.exec(pathname) ?? []
  if (!volume) return null
  const isPdf = pathname.endsWith('.pdf')
  return {
    ...(proceedingsVenue(Number(volume)) ?? { year: 2000 + Number(year) }),
    page: `${origin}/v${volume}/${name}.html`,
    ...(isPdf && { pdf: `${origin}${pathname}` }),
  }
}

function readNeurips({ origin, hostname, pathname }: URL): Facts | null {
  const [, year] = /^\/paper(?:_files)?(?:\/paper)?\/(\d{4})\//.exec(pathname) ?? []
  const venue = hostname.includes('iclr') ? 'ICLR' : hostname.includes('mlsys') ? 'MLSys' : 'NeurIPS'
  if (!year) return /^\/paper\/\d+-/.test(pathname) ? { venue } : null
  const [, before, hash, kind = ''] = /^(.*)\/file\/([\da-f]+)-Paper(-[\w-]+)?\.pdf$/.exec(pathname) ?? []
  const links = hash && { page: `${origin}${before}/hash/${hash}-Abstract${kind}.html`, pdf: origin + pathname }
  return { venue, year: Number(year), ...links }
}

/** Words that belong to the family name after them. */
const PARTICLE = /^(?:van|von|de|den|der|del|della|di|da|dos|du|la|le|el|al|ten|ter|bin)$/i

/** Until 2016 only the first words of a title are in its address. */
function readCvf({ origin, pathname }: URL): Facts | null {
  const [, name, venue, year] = /\/([^/]+)_(CVPR|ICCV|WACV|ACCV)_(\d{4})_paper\.(?:html|pdf)$/.exec(pathname) ?? []
  if (!name || !venue) return null
  const words = name.split('_')
  const names = words.findIndex((word) => !PARTICLE.test(word)) + 1
  const title = words.slice(names).join(' ')
  const page = origin + pathname.replace('/papers/', '/html/').replace(/\.pdf$/, '.html')
  return {
    venue,
    year: Number(year),
    page,
    ...(pathname.endsWith('.pdf') && { pdf: origin + pathname }),
    ...(Number(year) > 2016 && names > 0 && title && { title }),
  }
}
