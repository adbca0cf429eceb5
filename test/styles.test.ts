import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const TOKENS = 'src/ui/tokens.css'
const RECOVER = 'public/recover.css'

const sheets = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.css'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((sheet) => sheet !== TOKENS)

const NAMED_COLOURS = /\b(?:black|white|gr[ae]y|red|green|blue|teal|gold|orange|yellow|purple|pink|brown)\b/
const COLOUR = new RegExp(
  `#[0-9a-f]{3,8}\\b|\\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\\(|${NAMED_COLOURS.source}`,
  'i',
)
const SPACE = /^(?:padding|margin|gap|row-gap|column-gap)(?:-[a-z-]+)?$/
const TYPE = /^font(?:-size)?$/
const ROUND = /^border(?:-[a-z]+)*-radius$/
/** A number with a unit of length, but not the digits in the name of a token. */
const LENGTH = /(?<![\w-])[\d.]+(?:px|r?em|r?ch|ex|pt|mm)\b/
/** The same for font sizes, without em: a heading in a note, or inline code, may be relative to its context. */
const SIZE = /(?<![\w-])[\d.]+(?:px|rem|r?ch|ex|pt|mm)\b/
/** Lengths on a printed page have no scale on the screen. */
const ON_PAPER = /@page[^{]*\{[^}]*\}/g

/** Every declaration of a style sheet as property, value and line. */
function declarations(sheet: string) {
  const text = readFileSync(sheet, 'utf8')
    .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(ON_PAPER, (page) => page.replaceAll(/[^\n]/g, ' '))
  return [...text.matchAll(/(?<=[{;]\s*)([a-z-]+):\s*([^;{}]+)(?=[;}])/g)].map(({ 1: property, 2: value, index }) => ({
    property: property!,
    value: value!,
    place: `${sheet}:${text.slice(0, index).split('\n').length}`,
  }))
}

const faults = (isWrong: (property: string, value: string) => boolean) =>
  sheets
    .flatMap(declarations)
    .filter(({ property, value }) => isWrong(property, value))
    .map(({ place, property, value }) => `${place} ${property}: ${value}`)

test('all style sheets are found and parsed', () => {
  expect(sheets.length).toBeGreaterThan(30)
  expect(sheets.flatMap(declarations).length).toBeGreaterThan(1000)
})

test('no style sheet has a colour of its own', () => {
  expect(faults((_, value) => COLOUR.test(value.replaceAll(/var\([^)]*\)/g, '')))).toEqual([])
})

test('every font size is a token of the scale', () => {
  expect(faults((property, value) => TYPE.test(property) && SIZE.test(value))).toEqual([])
})

test('every space is a token of the scale', () => {
  expect(faults((property, value) => SPACE.test(property) && LENGTH.test(value))).toEqual([])
})

test('every corner radius is a token of the scale', () => {
  expect(faults((property, value) => ROUND.test(property) && LENGTH.test(value))).toEqual([])
})

test('every token that is used is defined, and every defined token is used', () => {
  const given = new Set([...readFileSync(TOKENS, 'utf8').matchAll(/^\s*(--[a-z-]+\d?):/gm)].map(([, name]) => name!))
  const texts = [TOKENS, ...sheets].map((sheet) => readFileSync(sheet, 'utf8')).join('\n')
  const used = new Set([...texts.matchAll(/var\((--[a-z-]+\d?)/g)].map(([, name]) => name!))
  // Set by scripts to measured values.
  const own = ['--columns', '--width', '--title', '--row-height', '--available-height', '--keyboard', '--swipe']
  expect([...used].filter((name) => !given.has(name) && !own.includes(name))).toEqual([])
  expect([...given].filter((name) => !used.has(name))).toEqual([])
})

test('the recovery page, which cannot load the tokens, has the same colours', () => {
  const tokens = readFileSync(TOKENS, 'utf8')
  const colours = readFileSync(RECOVER, 'utf8').match(/light-dark\([^)]*\)/g) ?? []
  expect(colours.length).toBeGreaterThan(3)
  expect(colours.filter((colour) => !tokens.includes(colour))).toEqual([])
})

test('every picture of the manifest and the README exists in its declared size', () => {
  const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8')) as {
    icons: Picture[]
    screenshots: Picture[]
  }
  const shown = [...manifest.icons, ...manifest.screenshots].filter(({ type }) => type === 'image/png')
  for (const { src, sizes } of shown) expect(`${src} ${sizeOf(join('public', src))}`).toBe(`${src} ${sizes}`)
  const pictures = [...readFileSync('README.md', 'utf8').matchAll(/\((public\/screenshots\/[^)]+)\)/g)]
  for (const [, path] of pictures) expect(sizeOf(path!)).toMatch(/^(?:1280x800|750x1480)$/)
  expect([shown.length, pictures.length].every((count) => count > 0)).toBe(true)
})

type Picture = { readonly src: string; readonly sizes: string; readonly type: string }

/** Every PNG has its width and height at the same offset. */
function sizeOf(path: string): string {
  const bytes = readFileSync(path)
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`
}
