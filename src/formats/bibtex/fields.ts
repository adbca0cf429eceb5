/** Fields that tell where a paper appeared, the most telling first. */
export const VENUE_FIELDS = [
  'booktitle',
  'journaltitle',
  'journal',
  'eventtitle',
  'shortjournal',
  'conference',
  'series',
  'school',
  'institution',
  'organization',
] as const

/** Fields that hold an address, and what the link is called; null where the address tells. Web sites use the later ones. */
export const LINK_FIELDS: Readonly<Record<string, string | null>> = {
  url: null,
  link: null,
  ee: null,
  pdf: 'PDF',
  code: 'Code',
  github: 'Code',
  website: 'Website',
  homepage: 'Website',
  project: 'Website',
  html: null,
  slides: 'Slides',
  video: 'Video',
  poster: 'Poster',
  dataset: 'Data',
  openreview: 'OpenReview',
  'bdsk-url-1': null,
  'bdsk-url-2': null,
}

/** Where a link of a name is printed; others go to `links`, with their names. */
export const FIELD_OF_LABEL: ReadonlyMap<string, string> = new Map([
  ['PDF', 'pdf'],
  ['Code', 'code'],
  ['Website', 'website'],
  ['Slides', 'slides'],
  ['Video', 'video'],
  ['Poster', 'poster'],
  ['Data', 'dataset'],
  ['OpenReview', 'openreview'],
])

/** Fields only a user's own program writes: their keywords are then the user's tags, not the publisher's. */
export const READER_FIELDS = ['readstatus', 'ranking', 'priority', 'relevance', 'qualityassured', 'groups'] as const
