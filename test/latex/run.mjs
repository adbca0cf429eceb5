import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runnerImport } from 'vite'

// Compiles tables as they are exported to LaTeX, with the pdflatex of this computer.
//   npm run test:latex
const TEXTS = Number(process.env.TEXTS ?? 2000)

if (spawnSync('pdflatex', ['--version']).status !== 0) {
  console.log('There is no pdflatex here, so no table was compiled.')
} else {
  const { module } = await runnerImport(new URL('document.ts', import.meta.url).pathname, { configFile: false })
  const { document, tables } = module.toDocument(TEXTS)
  const folder = mkdtempSync(join(tmpdir(), 'offprint-latex-'))
  writeFileSync(join(folder, 'tables.tex'), document)
  const args = ['-draftmode', '-halt-on-error', '-interaction=nonstopmode', 'tables.tex']
  const { status, stdout } = spawnSync('pdflatex', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 })
  if (status === 0) {
    console.log(`${tables} tables were compiled.`)
    rmSync(folder, { recursive: true })
  } else {
    console.error(/^!.*(?:\n.*){0,8}/m.exec(stdout)?.[0] ?? stdout.slice(-2000), `\nThe document is in ${folder}.`)
    process.exitCode = 1
  }
}
