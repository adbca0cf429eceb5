import type { Port } from '../formats/threads.ts'
import { serveEngine } from './workerEngine.ts'

// `self` is a window to the types of a page; in a worker it speaks to the page alone.
serveEngine(self as unknown as Port)
