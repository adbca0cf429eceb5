/** The types of CSL by the names that reference managers and databases have for them, without blanks and signs. */
const NAMES: Readonly<Record<string, string>> = {
  'article-journal':
    'article articlejournal journalarticle journalarticles journal j electronicarticle 期刊论文 期刊文章 期刊',
  'article-magazine': 'articlemagazine magazinearticle magazine',
  'article-newspaper': 'articlenewspaper newspaperarticle newspaper',
  'paper-conference': `conferencepaper paperconference conferenceproceedings conferenceproceedingsarticle proceedingspaper proceedingsarticle
inproceedings conference conferenceandworkshoppapers ieeeconferences 会议论文`,
  book: 'book monograph editedbook electronicbook ebook b',
  chapter: 'chapter bookchapter booksection electronicbooksection incollection inbook anthos',
  thesis: 'thesis dissertation dissertationthesis phdthesis mastersthesis doctoralthesis 学位论文',
  report: 'report techreport technicalreport',
  webpage: 'webpage web website online blog blogpost',
  software: 'software computerprogram repository',
  dataset: 'dataset',
  patent: 'patent',
  manuscript: 'manuscript unpublished unpublishedwork',
  article: 'preprint postedcontent informalpublications',
  document: 'document generic misc',
}

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(NAMES).flatMap(([type, names]) => names.split(/\s+/).map((name) => [name, type] as const)),
)

/** The type of CSL that a name of another program stands for. Empty for an unknown one. */
export const cslTypeOf = (name: string): string => BY_NAME.get(name.toLowerCase().replace(/[^\p{L}]/gu, '')) ?? ''
