import type { Facts } from './facts.ts'

/** Venues of the ACL Anthology, by their names in ids since 2020, and by their letters before. */
const VENUES: Readonly<Record<string, string>> = {
  acl: 'ACL',
  aacl: 'AACL',
  cl: 'Computational Linguistics',
  coling: 'COLING',
  conll: 'CoNLL',
  eacl: 'EACL',
  emnlp: 'EMNLP',
  naacl: 'NAACL',
  semeval: 'SemEval',
  tacl: 'TACL',
  C: 'COLING',
  D: 'EMNLP',
  E: 'EACL',
  J: 'Computational Linguistics',
  K: 'CoNLL',
  N: 'NAACL',
  P: 'ACL',
  Q: 'TACL',
}

/** What the path of an address of the ACL Anthology tells: page, year, and venue where the id is certain of it. */
export function anthologyFacts(path: string): Facts | null {
  const id = /\/(\d{4}\.[a-z\d]+-[a-z\d]+\.\d+|[A-Z]\d{2}-\d{4})(?:v\d+)?(?:\.pdf|\.bib)?(?:\/|$)/.exec(path)?.[1]
  if (!id) return null
  const page = `https://aclanthology.org/${id}/`
  const pdf = path.endsWith('.pdf') ? { pdf: `https://aclanthology.org/${id}.pdf` } : {}
  return { page, ...pdf, ...venueOf(id) }
}

function venueOf(id: string): Facts {
  const [, year, name = '', volume = ''] = /^(\d{4})\.([a-z\d]+)-([a-z\d]+)\./.exec(id) ?? []
  if (year) {
    const venue = name === 'findings' ? `Findings of ${VENUES[volume]}` : VENUES[name]
    const isKnown = venue !== undefined && (name !== 'findings' || VENUES[volume] !== undefined)
    return { year: Number(year), ...(isKnown && { venue }) }
  }
  const [letter = '', short, number] = [id[0], Number(id.slice(1, 3)), Number(id.slice(4))]
  // Workshops of EMNLP have the numbers from 5000.
  const venue = letter === 'D' && number >= 5000 ? undefined : VENUES[letter]
  return { year: short > 60 ? 1900 + short : 2000 + short, ...(venue && { venue }) }
}
