import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createBacklinks, type Backlinks } from '../../model/note/backlinks.ts'
import { toMark } from '../../model/mark/mark.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { useStores } from '../hooks.ts'
import type { Library } from '../library/library.ts'

/** Which notes link to which papers, as of the last pause in typing; a new object after each change. */
export type Linking = Pick<Backlinks, 'to'>

/** The pause, so that typing does not wait for it. */
const PAUSE_MS = 500
/** Notes read at a time: some milliseconds of work for the page. */
const NOTES_AT_ONCE = 500

const opened = new WeakMap<StoreApi<Library>, StoreApi<Linking>>()

/** The links between the notes of a library: read on first use, and after each change from then on. */
export function openBacklinks(library: StoreApi<Library>): StoreApi<Linking> {
  const before = opened.get(library)
  if (before) return before
  const { take, to } = createBacklinks()
  const linking = createStore<Linking>(() => ({ to }))
  opened.set(library, linking)

  /** The notes still to be read, and those that have changed since. */
  let left = library.getState().marks.entries()
  const changed = new Set<PaperId>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const takeOne = (): boolean | null => {
    const next = left.next()
    if (!next.done) return take(next.value[0], toMark(next.value[1]).note)
    for (const paper of changed) {
      changed.delete(paper)
      return take(paper, toMark(library.getState().marks.get(paper)).note)
    }
    return null
  }
  const read = () => {
    timer = undefined
    let isNews = false
    for (let i = 0; i < NOTES_AT_ONCE; i += 1) {
      const news = takeOne()
      isNews ||= news === true
      if (news === null) break
      if (i === NOTES_AT_ONCE - 1) timer = setTimeout(read)
    }
    if (isNews) linking.setState({ to: (names) => to(names) })
  }
  library.subscribe((now, was) => {
    if (now.changed === was.changed) return
    if (now.loaded !== was.loaded) left = now.marks.entries()
    for (const paper of now.changed.papers) changed.add(paper)
    clearTimeout(timer)
    timer = setTimeout(read, PAUSE_MS)
  })
  read()
  return linking
}

/** The papers whose notes link to one of these aliases. */
export function useLinkedFrom(names: readonly PaperId[]): readonly PaperId[] {
  const { to } = useStore(openBacklinks(useStores().library))
  return useMemo(() => to(names), [to, names])
}
