/** Text on one line, without blanks around it. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Escapes text so that Markdown shows it as it is. */
export const escape = (text: string): string => atStart(escapeSigns(oneLine(text)))

/** Escapes the signs that mean something anywhere in a line. */
export const escapeSigns = (text: string): string =>
  text
    .replace(/[\\`*[\]<~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w{1,40};)/g, '\\&')
    .replace(/\{(?=%)/g, '{\\')
    .replace(/(?<=\\\]|\))\{/g, '\\{')

/** Escapes the signs that mean something only where a line begins: lists, headings, quotes and rules. */
export const atStart = (markdown: string): string =>
  markdown.replace(/^[#+>=|-]/, '\\$&').replace(/^(\d{1,9})(?=[.)])/, '$1\\')

/** Escapes an address for the target of a link. */
export const escapeUrl = (url: string): string =>
  /[\s<>]/.test(url)
    ? `<${url.replace(/[<>\\]/g, '\\$&')}>`
    : url.replace(/[()\\]/g, '\\$&').replace(/&(?=#?\w{1,40};)/g, '\\&')
