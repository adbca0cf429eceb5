import type { Entry, Notice, Parsed } from '../entry/entry.ts'
import { keepCslItem, readCslItem } from '../json/cslJson.ts'
import { isObject, type Json } from '../json/jsonObjects.ts'
import { readPapers } from '../json/paperJson.ts'
import { readYaml } from './document.ts'
import { isHayagriva, readHayagriva } from './hayagriva.ts'

/**
 * Parses YAML with papers: CSL as of pandoc and Better BibTeX (`references:`), Hayagriva as of Typst, and lists of
 * publications with keys like those of a table.
 */
export function parseYaml(text: string): Parsed {
  const { value, lineOf, notices: broken } = readYaml(text)
  const found = readValue(value, lineOf)
  if (!found) return readPapers({ value, lineOf, notices: broken })
  const missing: Notice[] = []
  const entries = found.filter(({ title, line }) => {
    if (title === '') missing.push({ line, field: 'title', message: 'is missing, so the entry cannot be shown' })
    return title !== ''
  })
  return { title: '', entries, notices: [...broken, ...missing].toSorted((a, b) => a.line - b.line) }
}

/** The entries of CSL or Hayagriva. Null for another value. */
function readValue(value: unknown, lineOf: (object: object) => number): readonly Entry[] | null {
  const references = isObject(value) ? value['references'] : value
  if (Array.isArray(references) && references.some(isCsl))
    return references.filter(isObject).map((item) => {
      const entry = readCslItem(item, lineOf(item))
      return { ...entry, bibliography: keepCslItem(item, entry.abstract) }
    })
  // An entry may be a mere key, whose title is missing.
  if (isHayagriva(value))
    return Object.entries(value).map(([key, entry]: [string, unknown]) =>
      isObject(entry) ? readHayagriva(key, entry, lineOf(entry)) : readHayagriva(key, {}, lineOf(value)),
    )
  return null
}

/** Whether an item has a key that only CSL has, or names in its parts. */
const isCsl = (item: unknown): item is Json =>
  isObject(item) && (CSL_KEYS.some((key) => key in item) || hasParts(item['author']))

const CSL_KEYS = ['issued', 'container-title', 'DOI', 'URL', 'citation-key']

const hasParts = (names: unknown) => Array.isArray(names) && names.some((name) => isObject(name) && 'family' in name)
