import { tidy } from '../line/pieces.ts'

const BOUNDARY =
  /(?<=[^\s.]{2,}[.]["”’)]?|[。]|\bal\.)(?<!\b(?:[Vv]s|[Dd]r|[Mm]r|[Ss]t|[Nn]o|eg|ie|e\.g|i\.e|cf|[Pp]roc|[Tt]rans|[Cc]onf|[Ss]ymp|[Ii]nt|Int'l|[Cc]omput|[Ss]yst|[Uu]niv|[Ff]ig|[Vv]ol|pp|J|[Ee]ng|[Ss]ci|[Jj]r|[Ss]r|Inc)\.)\s+(?=["“”'‘(\p{Lu}\p{Lo}\d]|arXiv|e[A-Z])|(?<=\bal\.)(?=\p{L})|(?<=。)(?=\S)/u

/** Splits a text at the full stops that end sentences, not at those of initials and abbreviations. */
export const sentencesOf = (text: string): readonly string[] => tidy(text).split(BOUNDARY)

/** Joins texts with full stops where they have none. */
export const joinSentences = (texts: readonly string[]): string =>
  tidy(
    texts.map((text, i) => (i === texts.length - 1 || /[.!?。]["”’)]?\s*$/.test(text) ? text : `${text}.`)).join(' '),
  )
