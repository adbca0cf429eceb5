import type { Entry } from '../../formats/entry/entry.ts'
import { parseCslAnswer } from '../../formats/lookup/cslAnswer.ts'
import type { LookupFailure, Reason } from './lookupFailure.ts'

export type LookupResult = { readonly entry: Entry } | { readonly failure: LookupFailure }

type Options = {
  /** The address of the resolver, without a slash at its end. */
  readonly resolver?: string
  /** In milliseconds. */
  readonly timeout?: number
  readonly isOnline?: () => boolean
}

const CSL_JSON = 'application/vnd.citationstyles.csl+json'
/** Answers with thousands of authors and references have some hundred kilobytes. */
const MAX_BYTES = 8_000_000

/**
 * Asks for the paper with a DOI. doi.org redirects to the agency that registered it (citation.doi.org/docs.html):
 * Crossref at api.crossref.org, DataCite at data.crosscite.org, mEDRA at data.medra.org. Never rejects.
 *
 * An arXiv paper is asked for by its DOI, which DataCite answers: arXiv’s own API lets no page of another site read
 * its answers.
 */
export async function askDoi(
  doi: string,
  { resolver = 'https://doi.org', timeout = 10_000, isOnline = () => navigator.onLine }: Options = {},
): Promise<LookupResult> {
  const fail = (reason: Reason): LookupResult => ({ failure: { doi, reason } })
  if (!isOnline()) return fail('offline')
  const signal = AbortSignal.timeout(timeout)
  const path = doi.split('/').map(encodeURIComponent).join('/')
  // An Accept header alone keeps the request simple: the agencies answer no preflight.
  const get = (address: string, accept: string) =>
    fetch(`${resolver}/${address}`, {
      signal,
      headers: { accept },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    })
  try {
    const response = await get(path, CSL_JSON)
    const { status, headers } = response
    if (status === 404 || status === 410) return fail('unknown')
    if (status === 204 || status === 406) return fail('silent')
    if (status === 429) return { failure: { doi, reason: 'busy', wait: readWait(headers.get('retry-after')) } }
    if (!response.ok) return { failure: { doi, reason: 'error', status } }
    const text = await readText(response)
    const entry = text === null ? null : parseCslAnswer(doi, text)
    return entry ? { entry } : fail('unreadable')
  } catch {
    if (signal.aborted) return fail('late')
  }
  // A browser names no reason. doi.org may still tell this page whether the DOI exists.
  const handle = await get(`api/handles/${path}?type=URL`, 'application/json').catch(() => null)
  return fail(signal.aborted ? 'late' : handle === null ? 'unreachable' : handle.status === 404 ? 'unknown' : 'silent')
}

/** The text of a response; null if it is longer than any description of a paper. */
async function readText(response: Response): Promise<string | null> {
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > MAX_BYTES) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** The seconds in a Retry-After header, which has a number or a date. */
function readWait(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN)
  const wait = Number.isNaN(seconds) ? (Date.parse(header ?? '') - Date.now()) / 1000 : seconds
  return Number.isNaN(wait) ? null : Math.max(1, Math.ceil(wait))
}
