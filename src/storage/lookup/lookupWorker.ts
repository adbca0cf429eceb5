import { connect, toPage } from '../../formats/workers/workerCalls.ts'
import { askDoi } from './askDoi.ts'

const functions = { ask: (doi: string) => askDoi(doi) }
export type LookupFunctions = typeof functions

connect(toPage(), functions)
