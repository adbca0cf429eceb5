/**
 * Opens the app with the paper of the present page: its address, its title, and what its `citation_…` and Dublin Core
 * tags say. A bookmark runs its text on pages of other sites, so it uses nothing from outside itself.
 */
export function sendPage(app: string): void {
  const metas = [...document.querySelectorAll('meta')]
  const nameOf = (meta: HTMLMetaElement) => (meta.name || meta.getAttribute('property') || '').toLowerCase()
  /** The contents of the first of these tags that the page has. */
  const all = (...names: readonly string[]): readonly string[] => {
    for (const name of names) {
      const found = metas.filter((meta) => nameOf(meta) === name && meta.content.trim() !== '')
      if (found.length > 0) return found.map(({ content }) => content.trim())
    }
    return []
  }
  const one = (...names: readonly string[]) => all(...names)[0] ?? ''
  const identifiers = [...all('dc.identifier.doi'), ...all('dc.identifier')]
  const said = {
    url: location.href,
    title: one('citation_title', 'dc.title', 'og:title') || document.title,
    authors: all('citation_author', 'citation_authors', 'dc.creator', 'dc.contributor').join('; '),
    year: one(
      'citation_publication_date',
      'citation_date',
      'citation_year',
      'citation_online_date',
      'dc.date',
      'dc.date.issued',
    ),
    venue: one('citation_conference_title', 'citation_journal_title', 'citation_inbook_title', 'dc.source'),
    doi: one('citation_doi', 'prism.doi') || (identifiers.find((text) => /10\.\d{4,9}\//.test(text)) ?? ''),
    arxiv: one('citation_arxiv_id'),
    pdf: one('citation_pdf_url'),
    abstract: one('citation_abstract', 'dcterms.abstract', 'dc.description', 'og:description').slice(0, 5000),
  }
  const address = `${app}#add?${new URLSearchParams(Object.entries(said).filter(([, text]) => text !== ''))}`
  // A page may forbid new windows.
  // oxlint-disable-next-line eslint/no-restricted-globals -- the address is that of the app
  if (!open(address, 'offprint')) location.href = address
}

/** A bookmark’s address that sends the present page to the app at this address. */
export const bookmarkAddress = (app: string): string =>
  `javascript:${encodeURIComponent(`(${sendPage.toString()})(${JSON.stringify(app)})`)}`
