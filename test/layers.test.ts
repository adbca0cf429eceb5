import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The layers of src. Each imports only from itself and from those before it. */
const LAYERS = [
  'model',
  'formats',
  'engine',
  'storage',
  'offline',
  'recover',
  'sync',
  'store',
  'widgets',
  'table',
  'ui',
  'main.tsx',
]

/** The only folders that may import each package. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  'idb-keyval': ['storage'],
  birpc: ['formats'],
  zustand: ['store'],
  '@tanstack': ['table'],
  yjs: ['sync'],
  '@hocuspocus': ['sync'],
  react: ['store', 'widgets', 'table', 'ui', 'main.tsx'],
}

const files = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice('src/'.length))
const layerOf = (file: string) => LAYERS.indexOf(file.split('/')[0]!)

/** Every module that a file names in import, export, import() or typeof import(). */
const importsOf = (file: string) =>
  [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name!)

/** The results of `wrong` for all files, each with the name of its file. */
const faults = (wrong: (file: string) => readonly string[]) =>
  files.flatMap((file) => wrong(file).map((fault) => `${file}: ${fault}`))

test('every file imports only from its own layer or an earlier one', () => {
  const wrong = faults((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => normalize(join(dirname(file), name)))
      .filter((imported) => layerOf(imported) < 0 || layerOf(imported) > layerOf(file)),
  )
  expect(wrong).toEqual([])
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([])
})

test('every package is imported only by its owners, and the model imports none', () => {
  const isOf = (part: string, name: string) =>
    name === part || name.startsWith(`${part}/`) || name.startsWith(`${part}-dom/`)
  const wrong = faults((file) => {
    const layer = file.split('/')[0]!
    const packages = importsOf(file).filter((name) => !/^[./]/.test(name))
    return packages.filter((name) => {
      const owners = Object.entries(OWNERS).find(([part]) => isOf(part, name))?.[1]
      return layer === 'model' || (owners && !owners.includes(layer))
    })
  })
  expect(wrong).toEqual([])
})

test('only storage and offline touch databases, channels and the network', () => {
  const outside = /\b(indexedDB|localStorage|BroadcastChannel|fetch\()/
  const wrong = faults((file) => {
    if (/^(?:storage|offline)\//.test(file)) return []
    const code = readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    return code.match(outside)?.slice(0, 1) ?? []
  })
  expect(wrong).toEqual([])
})

test('no files import each other in a cycle, not even for types', () => {
  const imports = new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)))
        .filter((imported) => files.includes(imported)),
    ]),
  )
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file)
    if (start >= 0) circles.push([...path.slice(start), file].join(' → '))
    else if (!done.has(file)) {
      for (const imported of imports.get(file)!) visit(imported, [...path, file])
      done.add(file)
    }
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

test('every folder holds at most 15 modules', () => {
  const folders = [...new Set(files.map((file) => dirname(file)))]
  const crowded = folders.filter((folder) => files.filter((file) => dirname(file) === folder).length > 15)
  expect(crowded).toEqual([])
})
