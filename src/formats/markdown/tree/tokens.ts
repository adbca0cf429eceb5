/** The elements that begin and end with tokens of micromark, and whether a line ending in them is text. */
export const ELEMENTS: Readonly<Record<string, readonly [tag: string, isInline: boolean]>> = {
  paragraph: ['p', true],
  listOrdered: ['ul', false],
  listUnordered: ['ul', false],
  blockQuote: ['blockquote', false],
  table: ['table', false],
  tableRow: ['tr', false],
  tableHeader: ['td', false],
  tableData: ['td', false],
  emphasis: ['em', true],
  strong: ['strong', true],
  strikethrough: ['del', true],
  gfmFootnoteDefinition: ['aside', false],
}

/** Tokens whose text is read apart from the text around them. */
export const APART: ReadonlySet<string> = new Set([
  'codeFencedFenceInfo',
  'codeFencedFenceMeta',
  'codeIndented',
  'codeText',
  'definitionDestinationString',
  'definitionLabelString',
  'definitionTitleString',
  'gfmFootnoteCallString',
  'gfmFootnoteDefinitionLabelString',
  'htmlFlow',
  'htmlText',
  'referenceString',
  'resourceDestinationString',
  'resourceTitleString',
])

/** Tokens whose letters are text as they stand. */
export const TEXT: ReadonlySet<string> = new Set([
  'autolinkEmail',
  'autolinkProtocol',
  'characterEscapeValue',
  'codeFlowValue',
  'codeTextData',
  'data',
  'htmlFlowData',
  'htmlTextData',
  'literalAutolinkHttp',
  'literalAutolinkWww',
])
