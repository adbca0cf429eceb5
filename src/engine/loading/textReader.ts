import { readBytes } from './listReader.ts'

/** A text from byte to byte of a Blob: the JSON of an abstract without its quotes, or of a bibliography entry. */
export type TextSpan = { readonly blob: Blob; readonly start: number; readonly end: number }

/** Texts nearer than this are read together, with what is between them. */
const GAP_BYTES = 20_000
/** Read at a time: some ten milliseconds of work. */
const MAX_BYTES = 500_000
/** Reads at a time, where texts are far apart. */
const MAX_READS = 32

type Read = { readonly blob: Blob; readonly from: number; to: number; readonly spans: TextSpan[] }

/** Reads texts in their order, some at a time, and reads ahead. Rejects where a Blob cannot be read. */
export async function* readTexts(spans: readonly TextSpan[]): AsyncGenerator<readonly string[]> {
  const rounds = toRounds(spans)
  const readRound = (round: readonly Read[] | undefined) => {
    const coming = Promise.all((round ?? []).map(({ blob, from, to }) => readBytes(blob, from, to - from)))
    // Nobody may be waiting for the error any more.
    coming.catch(() => {})
    return coming
  }
  let coming = readRound(rounds[0])
  for (const [i, round] of rounds.entries()) {
    const all = await coming
    coming = readRound(rounds[i + 1])
    yield round.flatMap(({ from, spans }, at) =>
      spans.map(({ start, end }) => decoder.decode(all[at]!.subarray(start - from, end - from))),
    )
  }
}

/** Reads that go on at the same time, each of neighbouring texts. */
function toRounds(spans: readonly TextSpan[]): readonly (readonly Read[])[] {
  const rounds: Read[][] = []
  let bytes = 0
  for (const span of spans) {
    const round = rounds.at(-1)
    const last = round?.at(-1)
    const isNear = last?.blob === span.blob && span.start >= last.to && span.start - last.to < GAP_BYTES
    const more = isNear ? span.end - last.to : span.end - span.start
    const isFull = !round || bytes + more > MAX_BYTES || (!isNear && round.length === MAX_READS)
    bytes = isFull ? span.end - span.start : bytes + more
    if (isNear && !isFull) {
      last.to = span.end
      last.spans.push(span)
    } else {
      const read = { blob: span.blob, from: span.start, to: span.end, spans: [span] }
      if (isFull) rounds.push([read])
      else round.push(read)
    }
  }
  return rounds
}

const decoder = new TextDecoder()
