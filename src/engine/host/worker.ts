import { toPage } from '../../formats/workers/workerCalls.ts'
import { serveEngine } from './workerEngine.ts'

serveEngine(toPage())
