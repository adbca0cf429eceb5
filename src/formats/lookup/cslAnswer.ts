import { parseJson } from '../../model/parseJson.ts'
import { ARXIV_DOI } from '../entry/addresses.ts'
import type { Entry } from '../entry/entry.ts'
import { parseCslJson } from '../json/cslJson.ts'

/** The paper in the CSL-JSON that a registration agency answers about a DOI. Null if the text describes no paper. */
export function parseCslAnswer(doi: string, text: string): Entry | null {
  // In a truncated answer, parseCslJson would take the title of a reference for that of the paper.
  if (!('value' in parseJson(text))) return null
  const [entry] = parseCslJson(text).entries
  if (!entry) return null
  // Agencies answer in upper or lower case, whatever the case of the question.
  const answered = entry.doi.toLowerCase() === doi.toLowerCase() ? doi : entry.doi || doi
  // The DOI of an arXiv paper only repeats its id.
  return { ...entry, doi: entry.arxiv && answered.toLowerCase().startsWith(ARXIV_DOI) ? '' : answered }
}
