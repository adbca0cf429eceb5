import { ARXIV_DOI, bareArxiv } from '../../formats/entry/addresses.ts'

export type Reason =
  | 'offline'
  /** There is no such DOI. */
  | 'unknown'
  /** The DOI exists, but the agency that registered it tells this page nothing about it. */
  | 'silent'
  /** The answer is no description of a paper. */
  | 'unreadable'
  | 'late'
  /** The browser sent no request or let no answer in, and does not say why. */
  | 'unreachable'

/** Why a DOI was not looked up. */
export type LookupFailure = { readonly doi: string } & (
  | { readonly reason: Reason }
  /** Too many requests. `wait` is in seconds, and null where the server names no time. */
  | { readonly reason: 'busy'; readonly wait: number | null }
  | { readonly reason: 'error'; readonly status: number }
)

const SENTENCES: Readonly<Record<Reason, (name: string) => string>> = {
  offline: (name) => `This device is offline, so ${name} was not looked up.`,
  unknown: (name) =>
    name.startsWith('arXiv')
      ? `${name} is not known. A paper of the last days may not be registered yet.`
      : `${name} does not exist. Check it for a missing or an extra character.`,
  silent: (name) => `${name} exists, but nothing about it can be read from here.`,
  unreadable: (name) => `The answer about ${name} could not be read.`,
  late: (name) => `There was no answer about ${name} in time. Try again later.`,
  unreachable: (name) =>
    `doi.org could not be reached for ${name}. A firewall, or a blocker in the browser, may be in the way.`,
}

/** What went wrong, in sentences for the user. They name the paper that was asked for. */
export function describeFailure(failure: LookupFailure): string {
  const name = nameOfDoi(failure.doi)
  if (failure.reason === 'busy')
    return `Too many papers were asked for. Try ${name} again in ${printWait(failure.wait)}.`
  if (failure.reason === 'error')
    return `The server answered with an error (${failure.status}) for ${name}. Try again later.`
  return SENTENCES[failure.reason](name)
}

/** Whether the next DOI would fail for the same reason. */
export const endsAll = ({ reason }: LookupFailure): boolean => /^(?:offline|unreachable|busy|late)$/.test(reason)

/** The name of a paper as its DOI or arXiv id. */
export const nameOfDoi = (doi: string): string => {
  const arxiv = bareArxivDoi(doi)
  return arxiv ? `arXiv:${arxiv}` : `DOI ${doi}`
}

const bareArxivDoi = (doi: string) =>
  doi.toLowerCase().startsWith(ARXIV_DOI) ? bareArxiv(doi.slice(ARXIV_DOI.length)) : ''

function printWait(seconds: number | null): string {
  if (seconds === null) return 'a minute'
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
