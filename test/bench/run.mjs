import { runnerImport } from 'vite'

process.env.NODE_ENV = 'production'
// Node 20 does not run TypeScript by itself.
const { module } = await runnerImport(new URL('bench.ts', import.meta.url).pathname, { configFile: false })
await module.bench()
