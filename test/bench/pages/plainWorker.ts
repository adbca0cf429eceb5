import { fetchCatalog, type Source } from './catalog.ts'
import { createEngine, type Engine, type Question } from './plainEngine.ts'

/** Messages of the page: where the catalog is, and then numbered questions. */
export type ToWorker = Source | { readonly number: number; readonly question: Question }

const PREPARE_AFTER_MS = 500
const PREPARE_PAUSE_MS = 20

const channel = new BroadcastChannel('plain')
let engine: Promise<Engine>

onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if ('size' in data) {
    engine = fetchCatalog(data).then(({ papers, marks }) => createEngine(papers, marks))
    const { prepare } = await engine
    channel.postMessage({ number: 0 })
    const goOn = () => void (prepare() && setTimeout(goOn, PREPARE_PAUSE_MS))
    setTimeout(goOn, PREPARE_AFTER_MS)
  } else {
    const { answer } = await engine
    channel.postMessage({ number: data.number, answer: answer(data.question) })
  }
}
