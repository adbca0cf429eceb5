import type { Marks } from '../../model/mark/cell.ts'
import type { EngineClient } from './engineClient.ts'
import type { Source } from './host.ts'
import { createPageEngine } from './pageEngine.ts'

/**
 * Up to this many papers the page answers by itself. At 5,000 a letter takes two or three milliseconds and at most one
 * frame, less than the way to a worker and back. An unprepared list of this size loads in some 0.3 s, and the first
 * word that no paper has takes 0.1 s. More papers would block the page for longer.
 */
export const MOST_IN_PAGE = 5000

/** The average size of a paper in the file of a list. */
const BYTES_A_PAPER = 700

/**
 * Creates the engine in the page for few papers, and in a worker for many. The choice is made when lists are loaded,
 * all of them together. Where they have become too many for the page, the page answers about the old lists until the
 * worker has loaded all lists and marks; from then on the engine stays in the worker. `marks` returns the current
 * marks.
 */
export function createEngineClient(startWorker: () => EngineClient, marks: () => Marks): EngineClient {
  /** The engine that answers; null until lists are loaded. */
  let engine: EngineClient | null = null
  /** The engine that replaces it once it has loaded all lists. */
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
    // A mark whose paper is in no list counts as a paper.
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
      // The old engine goes on with the old lists.
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
      // An answer of an engine that has been replaced is dropped.
      return answer.then((answer) => (asked === engine ? answer : null))
    },
    papers: async (of, take) => here().papers(of, take),
    wholePapers: async (of, take) => here().wholePapers(of, take),
    searchAbstracts: async (text) => here().searchAbstracts(text),
    abstract: async (paper) => here().abstract(paper),
    bibliography: async (paper) => here().bibliography(paper),
    compare: async (...list) => here().compare(...list),
    count: async (texts) => here().count(texts),
    tally: async () => here().tally(),
    move: async (papers, to, inList) => here().move(papers, to, inList),
    first: async () => here().first(),
    findByName: async (text) => here().findByName(text),
    recommend: async (options) => here().recommend(options),
    findSimilar: async (paper) => here().findSimilar(paper),
    end() {
      engine?.end()
      next?.end()
    },
  }
}

/** An estimate of the number of papers, from the sizes of lists and their prepared parts. */
const papersIn = (files: readonly Source[]): number =>
  files.reduce((sum, file) => {
    if ('bytes' in file) return sum + file.bytes.byteLength / BYTES_A_PAPER
    const parts = (file.prepared ?? []).flatMap(({ parts }) => parts)
    const prepared = parts.reduce((sum, { papers }) => sum + papers, 0)
    const preparedBytes = parts.reduce((sum, { lineBytes }) => sum + lineBytes, 0)
    return sum + prepared + Math.max(0, file.blob.size - preparedBytes) / BYTES_A_PAPER
  }, 0)
