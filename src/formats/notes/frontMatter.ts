import type { Notice } from '../entry/entry.ts'
import { isObject, type Json } from '../json/jsonObjects.ts'
import { splitFrontMatter } from './noteShape.ts'
import { readYaml } from '../yaml/document.ts'

/** The properties at the head of a note, and the text below them. */
export type FrontMatter = { readonly properties: Json; readonly body: string; readonly notices: readonly Notice[] }

/** Reads the properties of a note. Empty if its head is missing or damaged. */
export function readFrontMatter(text: string): FrontMatter {
  const parts = splitFrontMatter(text)
  if (!parts) return { properties: {}, body: text, notices: [] }
  const { value, notices } = readYaml(parts.yaml)
  const below = notices.map((notice) => ({ ...notice, line: notice.line + 1 }))
  return { properties: isObject(value) ? value : {}, body: parts.body, notices: below }
}
