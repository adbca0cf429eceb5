import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

// Reads papers from files and writes them to standard output, by the code of the app itself, which Node cannot run as it
// stands: Vite turns it into one module, in memory.
//   npm run --silent convert -- FILE… [--to bibtex|ris|csv|csl|markdown|json]

const root = fileURLToPath(new URL('..', import.meta.url))

async function load() {
  // Packages have other modules for those who develop with them, which ask for more.
  process.env.NODE_ENV = 'production'
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Packages too: a module in memory has no folder from which to import them.
    ssr: { noExternal: true },
    build: { write: false, minify: false, ssr: join(root, 'src/formats/readFile.ts'), target: 'node20' },
  })
  const { code } = built.output.find(({ type }) => type === 'chunk')
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

function readArguments(args) {
  const files = []
  let to = null
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--to') to = args[(i += 1)] ?? ''
    else if (args[i].startsWith('--to=')) to = args[i].slice('--to='.length)
    else files.push(args[i])
  }
  return { files, to }
}

async function run({ files, to }) {
  const { readFile, printNotice, printFacts, printAs, printable } = await load()
  if (files.length === 0 || (to !== null && !printable.includes(to))) {
    console.error(`Usage: npm run --silent convert -- FILE… [--to ${printable.join('|')}]`)
    return 2
  }
  let output = ''
  const all = []
  let title = ''
  let isAnyRead = false
  for (const file of files) {
    let read
    try {
      read = readFile(basename(file), readFileSync(file))
    } catch (error) {
      console.error(`${file}: ${error.message}`)
      continue
    }
    for (const notice of read.notices) console.error(printNotice(file, notice))
    if (to === null) output += `${printFacts(read.entries ?? [])}\n`
    if (read.entries === null) continue
    isAnyRead = true
    title ||= read.title
    for (const entry of read.entries) all.push(entry)
  }
  if (to !== null && isAnyRead) output = printAs(to, title, all)
  // All of it before the process ends: to a pipe, writing goes on after the call.
  await new Promise((done) => process.stdout.write(output, done))
  return isAnyRead ? 0 : 1
}

process.exitCode = await run(readArguments(process.argv.slice(2)))
