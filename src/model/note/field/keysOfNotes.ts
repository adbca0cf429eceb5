import type { Marks } from '../../mark/cell.ts'
import { readMark } from '../../mark/mark.ts'
import { isUserRecord } from '../../mark/userRecord.ts'
import type { PaperId } from '../../paper/paper.ts'
import { foldName } from '../../query/nameMatching.ts'
import { keyOf, type FieldKey } from './fieldKey.ts'
import { mostWritten } from './mostWritten.ts'
import { fieldLines, valueParts } from './noteField.ts'

/** A name as most often written, and the papers whose notes have it. */
export type Written = { readonly label: string; readonly papers: readonly PaperId[] }

/** A key of the notes with its values, those of most papers first. */
export type KeyOfNotes = Written & { readonly key: FieldKey; readonly values: readonly Written[] }

type Found = { readonly labels: string[]; readonly papers: Set<PaperId> }

/** The keys of all notes, whether or not a list has their papers, those of most papers first. */
export function keysOfNotes(marks: Marks): readonly KeyOfNotes[] {
  const keys = new Map<FieldKey, Found & { readonly values: Map<string, Found> }>()
  for (const [paper, kept] of marks) {
    if (isUserRecord(paper)) continue
    const { note } = readMark(kept)
    if (!/[:：]/.test(note)) continue
    for (const { label, text } of fieldLines(note).lines) {
      const key = found(keys, keyOf(label), () => ({ ...nothing(), values: new Map<string, Found>() }))
      put(key, label, paper)
      for (const { value } of valueParts(text)) put(found(key.values, foldName(value), nothing), value, paper)
    }
  }
  const all = Array.from(keys, ([key, one]) => ({
    key,
    ...toWritten(one),
    values: [...one.values.values()].map(toWritten).toSorted(byPapers),
  }))
  return all.toSorted(byPapers)
}

const nothing = (): Found => ({ labels: [], papers: new Set() })

function found<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key) ?? create()
  map.set(key, known)
  return known
}

function put({ labels, papers }: Found, label: string, paper: PaperId) {
  labels.push(label)
  papers.add(paper)
}

const toWritten = ({ labels, papers }: Found): Written => ({ label: mostWritten(labels), papers: [...papers] })
const { compare } = new Intl.Collator()
const byPapers = (a: Written, b: Written) => b.papers.length - a.papers.length || compare(a.label, b.label)
