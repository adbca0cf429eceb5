import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

// Reads papers from files and writes them to standard output, by the code of the app itself, which Node cannot run as it
// stands: Vite turns it into one module, which is kept until the code changes.
//   npm run --silent convert -- FILE… [--to bibtex|ris|csv|csl|markdown|json]

const root = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(root, 'node_modules/.cache/convert')

async function load() {
  const built = join(CACHE, `${newestChange()}.mjs`)
  if (!existsSync(built)) await build(built)
  return import(pathToFileURL(built).href)
}

/** When the code last changed, in milliseconds since 1970. A file that is removed changes its folder. */
function newestChange() {
  const folders = ['formats', 'model'].map((layer) => join(root, 'src', layer))
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, file)))
  const all = [...folders, ...files, join(root, 'package-lock.json'), fileURLToPath(import.meta.url)]
  return Math.max(...all.map((file) => Math.floor(statSync(file).mtimeMs)))
}

async function build(file) {
  const { build } = await import('vite')
  // Packages have other modules for those who develop with them, which ask for more.
  process.env.NODE_ENV = 'production'
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Packages too: from the cache they would be found only by chance.
    ssr: { noExternal: true },
    build: { write: false, minify: false, ssr: join(root, 'src/formats/readFile.ts'), target: 'node20' },
  })
  const { code } = built.output.find(({ type }) => type === 'chunk')
  mkdirSync(CACHE, { recursive: true })
  for (const earlier of readdirSync(CACHE)) rmSync(join(CACHE, earlier), { force: true })
  // Under another name first: a second converter may start meanwhile.
  const part = `${file}.${process.pid}`
  writeFileSync(part, code)
  renameSync(part, file)
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
