import { runnerImport } from 'vite'

// Node 20 does not run TypeScript by itself.
const { module } = await runnerImport(new URL('suggest.ts', import.meta.url).pathname, { configFile: false })
module.benchSuggest()
