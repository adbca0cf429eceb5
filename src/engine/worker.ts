import { toPage } from '../formats/threads.ts'
import { serveEngine } from './workerEngine.ts'

serveEngine(toPage())
