import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const DESIGN_CARD = [
  'data',
  'index.html',
  'package.json',
  'public',
  'README.md',
  'src',
  'test',
  'tsconfig.json',
  'vite.config.ts',
]
const BESIDE = ['LICENSE', 'package-lock.json']
const MADE_HERE = ['dist', 'node_modules', 'test-results']

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const packages = Object.entries({ ...dependencies, ...devDependencies })

test('the top level holds only the files and folders that the design names', () => {
  const found = readdirSync('.').filter((name) => !name.startsWith('.') && !MADE_HERE.includes(name))
  expect(found.filter((name) => ![...DESIGN_CARD, ...BESIDE].includes(name))).toEqual([])
  expect(DESIGN_CARD.filter((name) => !found.includes(name))).toEqual([])
})

test.each(packages)('%s has an exact version, and its reason in the README', (name, version) => {
  expect(readFileSync('README.md', 'utf8')).toMatch(
    new RegExp(`^\\| .*\`${name.replaceAll('/', '\\/')}\`.* \\| .{10,} \\|$`, 'm'),
  )
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})

test('every package in the lock file has a hash, and is fetched by https', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }>
  }
  const wrong = Object.entries(lock.packages).filter(
    ([path, { integrity, resolved, link }]) =>
      path !== '' && (link || !integrity?.startsWith('sha512-') || !(resolved ?? 'https:').startsWith('https:')),
  )
  expect(wrong).toEqual([])
})
