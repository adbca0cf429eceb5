/** A label such as "METHODS:" or "Results:" at the beginning of a line of a structured abstract. */
const LABEL =
  /\n(?=(?:[A-Z][A-Z ,/&]{3,60}|(?:Background|Introduction|Context|Objectives?|Aims?|Purpose|Methods?|Results|Findings|Conclusions?|Discussion|Significance)): )/g

/**
 * Plain text as paragraphs with a blank line between them. A single line break counts as a blank, since files wrap
 * their lines, except before a label of a structured abstract. Idempotent.
 */
export const toParagraphs = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(LABEL, '\n\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.replace(/[\s\u0085]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n\n')
