import { runnerImport } from 'vite'

// Node 20 reads no TypeScript of its own.
const { module } = await runnerImport(new URL('suggest.ts', import.meta.url).pathname, { configFile: false })
module.benchSuggest()
