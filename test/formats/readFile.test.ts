import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const convert = (...args: readonly string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['test/convert.mjs', ...args], { encoding: 'utf8' })
  return { stdout, stderr, status }
}

test('the converter prints one JSON array a file to stdout, and notices to stderr', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'convert-'))
  const none = join(folder, 'none.bib')
  writeFileSync(none, '%PDF-1.7')
  try {
    const { stdout, stderr, status } = convert(
      'test/fixtures/papers/publishers.ris',
      none,
      'test/fixtures/papers/zotero.csv',
    )
    expect(status).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as unknown[]).length)).toEqual([4, 0, 2])
    expect(stderr).toContain('test/fixtures/papers/publishers.ris:39: ER: is missing before this record')
    expect(stderr).toContain(`${none}:1: This is a PDF, not a text file.`)
    expect(convert(none)).toMatchObject({ status: 1, stdout: '[]\n' })
    expect(convert(join(folder, 'missing.bib'))).toMatchObject({ status: 1, stdout: '' })
    expect(convert(none, '--to', 'nonsense').stderr).toContain('--to json|csl')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the converter prints all papers of all files in the format of --to', { timeout: 60_000 }, () => {
  const { stdout, status } = convert(
    '--to',
    'bibtex',
    'test/fixtures/papers/zotero.csv',
    'test/fixtures/papers/scholar.csv',
  )
  expect(status).toBe(0)
  expect(stdout.match(/^@/gm)).toHaveLength(4)
})
