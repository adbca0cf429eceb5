/** Fields that may name the venue, most specific first. */
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

/** Fields that may have the year, the most specific first. */
export const YEAR_FIELDS = ['year', 'date', 'origdate', 'issued', 'eventdate'] as const

/** Fields with a web address, and the link’s label; null if the address determines it. Web sites use the later ones. */
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

/** The field for a link with this label. Other links go to `links`, with their labels. */
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

/** Fields that only a user’s own program writes. Keywords next to them are the user’s tags, not the publisher’s. */
export const READER_FIELDS = [
  'readstatus',
  'read',
  'rating',
  'ranking',
  'priority',
  'relevance',
  'qualityassured',
  'groups',
] as const
