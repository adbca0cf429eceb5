/** A run of text in one style. */
export type Run = { readonly text: string; readonly style: 'plain' | 'em' | 'strong' | 'code' }

/** Parses the emphasis of a highlight, `*so*` and `**so**`, and its code in backquotes, the only Markdown that highlights use. */
export function parseEmphasis(text: string): readonly Run[] {
  const runs: Run[] = []
  let at = 0
  for (const match of text.matchAll(
    /`(?<code>[^`]+)`|\*\*(?<strong>[^\s*](?:[^*]*[^\s*])?)\*\*|\*(?<em>[^\s*](?:[^*]*[^\s*])?)\*/g,
  )) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index), style: 'plain' })
    const { strong, em, code } = match.groups!
    if (code !== undefined) runs.push({ text: code, style: 'code' })
    else runs.push(strong === undefined ? { text: em!, style: 'em' } : { text: strong, style: 'strong' })
    at = match.index + match[0].length
  }
  if (at < text.length) runs.push({ text: text.slice(at), style: 'plain' })
  return runs
}
