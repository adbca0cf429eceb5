import type { Marks } from '../../model/mark/cell.ts'
import type { EngineClient } from './engineClient.ts'
import type { Source } from './host.ts'
import { createPageEngine } from './pageEngine.ts'

/**
 * Up to so many papers the page answers by itself. At 5,000 a letter takes it two or three milliseconds and at most one
 * frame, less than the way to a worker and back. To open a list that was not prepared takes it some 0.3 s then, and the
 * first word that no paper has 0.1 s; with more papers the page would stand still for longer than that.
 */
export const MOST_IN_PAGE = 5000

/** What a paper takes in the file of a list. */
const BYTES_A_PAPER = 700

/**
 * One engine, which runs in the page where papers are few, and in a worker where they are many. That is decided when lists
 * are opened, all of which are opened together. Where they have become too many for the page, it answers about those
 * there were until the worker has opened all of them anew and has all marks; there the engine then stays.
 * `marks` are those of the reader by now.
 */
export function createEngineClient(startWorker: () => EngineClient, marks: () => Marks): EngineClient {
  /** The one that answers; null until lists are opened. */
  let engine: EngineClient | null = null
  /** The one that takes its place once it has opened all lists. */
  let next: EngineClient | null = null
  let isInWorker = false
  let isLoaded = false
  let haveLoaded = () => {}
  const loaded = new Promise<void>((resolve) => (haveLoaded = resolve))
  let opening: Promise<unknown> = Promise.resolve()

  const here = (): EngineClient => {
    if (!engine) throw new Error('Lists have to be opened first.')
    return engine
  }

  const open: EngineClient['open'] = async (files, onPart) => {
    const areMany = papersIn(files) > MOST_IN_PAGE
    // A mark whose paper is in no list is a paper too.
    if (!areMany) await loaded
    const isForWorker = isInWorker || areMany || marks().size > MOST_IN_PAGE
    if (engine && isForWorker === isInWorker) return engine.open(files, onPart)
    isInWorker = isForWorker
    const starting = isForWorker ? startWorker() : createPageEngine()
    const load = isLoaded ? starting.load(marks()) : undefined
    if (engine) next = starting
    else engine = starting
    try {
      const [opened] = await Promise.all([starting.open(files, onPart), load])
      engine = starting
      return opened
    } catch (error) {
      // Those that are there are answered about where they were before.
      if (engine !== starting) {
        isInWorker = !isForWorker
        starting.end()
      }
      throw error
    } finally {
      next = null
    }
  }

  return {
    open(files, onPart) {
      const opened = opening.then(() => open(files, onPart))
      opening = opened.catch(() => {})
      return opened
    },
    async load(all) {
      isLoaded = true
      haveLoaded()
      await engine?.load(all)
    },
    async mark(changed) {
      await Promise.all([engine?.mark(changed), next?.mark(changed)])
    },
    ask(question) {
      const asked = here()
      const answer = asked.ask(question)
      if (!(answer instanceof Promise)) return answer
      // What comes after another engine has begun to answer is of the past.
      return answer.then((answer) => (asked === engine ? answer : null))
    },
    papers: async (of, take) => here().papers(of, take),
    compare: async (blob) => here().compare(blob),
    count: async (texts) => here().count(texts),
    tally: async () => here().tally(),
    name: async (text) => here().name(text),
    advise: async (wish) => here().advise(wish),
    alike: async (paper) => here().alike(paper),
    end() {
      engine?.end()
      next?.end()
    },
  }
}

/** How many papers there are in some lists, as far as their size and what was prepared of them tell. */
const papersIn = (files: readonly Source[]): number =>
  files.reduce((sum, file) => {
    if ('bytes' in file) return sum + file.bytes.byteLength / BYTES_A_PAPER
    const parts = (file.prepared ?? []).flatMap(({ parts }) => parts)
    const prepared = parts.reduce((sum, { papers }) => sum + papers, 0)
    return sum + Math.max(prepared, file.blob.size / BYTES_A_PAPER)
  }, 0)
