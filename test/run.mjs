import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const unitReport = 'test-results/unit.json'
const processReport = 'test-results/processes.json'
const browserReport = 'test-results/browser.json'
const journeyReport = 'test-results/journeys.json'

// The tools start with `env node`: they must get the Node that runs this file.
const path = [dirname(process.execPath), process.env.PATH].join(delimiter)

const vitestArgs = (report) => [
  'run',
  '--allowOnly=false',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]
const playwrightArgs = ['test', '-c', 'test/browser/playwright.config.ts', '--forbid-only']

const steps = {
  types: () => check('tsc', ['--noEmit']),
  lint: () => check('oxlint', ['--deny-warnings', 'src', 'test', 'vite.config.ts']),
  format: () => check('oxfmt', ['--check', 'src', 'test', 'data', 'vite.config.ts', 'package.json']),
  unit: () => suite('vitest', vitestArgs(unitReport), unitReport, readVitest),
  processes: serverProcesses,
  build: () => check('vite', ['build']),
  browser: () => withBuild(browserSuite),
  journeys: () => withBuild(journeysInThreeEngines),
}

// Not checks of their own: without a browser it is what runs in it that fails.
const prepareBrowser = {
  async chromium() {
    const { getChromium } = await import('./support/chromium.mjs')
    return found((process.env.CHROMIUM_PATH = getChromium()))
  },
  async firefox() {
    const { getFirefox } = await import('./support/firefox.mjs')
    return found((process.env.FIREFOX_PATH = getFirefox()))
  },
  async webkit() {
    const { getWebKit } = await import('./support/webkit.mjs')
    return found(getWebKit().browser)
  },
}

const failures = []
const notApplicable = []
let passes = 0

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(steps, name))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. The steps are ${Object.keys(steps).join(', ')}.`)
  process.exitCode = 2
} else {
  await runSteps(Object.keys(steps).filter((name) => asked.length === 0 || asked.includes(name)))
}

async function runSteps(names) {
  for (const name of names) {
    const { passed, failed, beside = [] } = await timed(name, steps[name])
    passes += passed
    failures.push(...failed.map((line) => `${name}: ${line}`))
    notApplicable.push(...beside.map((line) => `${name}: ${line}`))
  }
  if (notApplicable.length > 0)
    console.log(`\nNot applicable:\n${notApplicable.map((line) => `  - ${line}`).join('\n')}`)
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  - ${line}`).join('\n')}`)
  console.log(`\n${passes} passed, ${failures.length} failed`)
  process.exitCode = failures.length > 0 ? 1 : 0
}

async function timed(name, work) {
  console.log(`\n=== ${name} ===`)
  const start = performance.now()
  const result = await work().catch(broken)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`=== ${name}: ${result.failed.length === 0 ? 'ok' : 'FAILED'}, ${seconds} s ===`)
  return result
}

function broken({ message }) {
  console.error(message)
  return { passed: 0, failed: [firstLine(message)] }
}

// A check passes or fails as a whole.
async function check(tool, args) {
  const outcome = await run(tool, args)
  return outcome === 0 ? { passed: 1, failed: [] } : { passed: 0, failed: [`${tool} ended with ${outcome}`] }
}

// A suite is counted test by test, from its report.
async function suite(tool, args, reportPath, read) {
  const reportFile = join(root, reportPath)
  rmSync(reportFile, { force: true })
  const outcome = await run(tool, args)
  const { passed, failed, beside } = readReport(reportFile, read)
  if (failed.length === 0 && outcome !== 0)
    failed.push(`${tool} ended with ${outcome}, though its report counts no failure`)
  if (failed.length === 0 && passed === 0) failed.push(`${tool} ran no tests`)
  return { passed, failed, beside }
}

function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return { passed: 0, failed: [`no report to read: ${error.message}`] }
  }
}

async function serverProcesses() {
  const { failed } = await timed('node', prepareNode)
  if (failed.length > 0) return { passed: 0, failed: failed.map((reason) => `not run: ${reason}`) }
  const args = [...vitestArgs(processReport), '-c', 'test/processes/vitest.config.ts']
  return suite('vitest', args, processReport, readVitest)
}

// Not a check of its own: without such a Node it is the sync server that cannot be tried.
async function prepareNode() {
  const { getNode } = await import('./support/node.mjs')
  process.env.SYNC_NODE = getNode()
  console.log(process.env.SYNC_NODE)
  return { passed: 0, failed: [] }
}

async function withBuild(work) {
  if (failures.some((line) => line.startsWith('build:'))) return { passed: 0, failed: ['not run: the build failed'] }
  if (!existsSync(join(root, 'dist/index.html'))) return { passed: 0, failed: ['not run: dist holds no build'] }
  return work()
}

async function browserSuite() {
  const { failed } = await timed('chromium', prepareBrowser.chromium)
  if (failed.length > 0) return { passed: 0, failed: failed.map((reason) => `not run: ${reason}`) }
  return suite('playwright', playwrightArgs, browserReport, readPlaywright)
}

// An engine that cannot be had fails by itself: the others are tried all the same.
async function journeysInThreeEngines() {
  const [ready, missing] = [[], []]
  for (const [engine, prepare] of Object.entries(prepareBrowser)) {
    const { failed } = await timed(engine, prepare)
    if (failed.length === 0) ready.push(`${engine}.journeys`)
    missing.push(...failed.map((reason) => `${engine}: not run: ${reason}`))
  }
  if (ready.length === 0) return { passed: 0, failed: missing }
  const args = [...vitestArgs(journeyReport), '-c', 'test/journeys/vitest.config.ts', ...ready]
  const { passed, failed, beside } = await suite('vitest', args, journeyReport, readVitest)
  return { passed, failed: [...missing, ...failed], beside }
}

function found(path) {
  console.log(path)
  return { passed: 0, failed: [] }
}

function readVitest({ testResults }) {
  return tally(
    testResults.flatMap((file) => {
      const where = relative(root, file.name)
      const tests = file.assertionResults.map(({ status, fullName, meta }) => ({
        status,
        title: `${where}: ${fullName}`,
        reason: meta?.notApplicable,
      }))
      const unexplained = file.status === 'failed' && tests.every(({ status }) => status !== 'failed')
      // The file did not load, or a hook around its tests failed.
      return unexplained ? [...tests, { status: 'failed', title: `${where}: ${firstLine(file.message)}` }] : tests
    }),
  )
}

function readPlaywright({ suites, errors }) {
  return tally([
    ...suites.flatMap((file) => playwrightTests(file, file.title)),
    ...errors.map((error) => ({ status: 'failed', title: firstLine(error.message ?? 'error without a message') })),
  ])
}

function playwrightTests(group, title) {
  const own = group.specs.flatMap((spec) =>
    spec.tests.map(({ status }) => ({ status, title: `${title}: ${spec.title}` })),
  )
  return [...own, ...(group.suites ?? []).flatMap((inner) => playwrightTests(inner, `${title}: ${inner.title}`))]
}

// Whatever is not a plain pass is a failure: skipped, todo, flaky and did-not-run too, so nothing is left out silently.
// What says that it does not apply, and why, is counted by itself.
function tally(results) {
  const beside = results.filter(({ reason }) => reason !== undefined)
  const failed = results.filter(
    ({ status, reason }) => reason === undefined && status !== 'passed' && status !== 'expected',
  )
  return {
    passed: results.length - failed.length - beside.length,
    beside: beside.map(({ title, reason }) => `${title}: ${reason}`),
    failed: failed.map(({ status, title }) =>
      status === 'failed' || status === 'unexpected' ? title : `${title} (${status}, which counts as failed)`,
    ),
  }
}

function firstLine(text) {
  return text.split('\n')[0]
}

// Resolves to 0, or to what went wrong: an exit code, a signal, or the reason it could not start.
function run(tool, args) {
  console.log(`$ ${tool} ${args.join(' ')}`)
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin', tool), args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: path },
    })
    child.on('error', (error) => done(error.message))
    child.on('close', (code, signal) => done(code === 0 ? 0 : (signal ?? `exit code ${code}`)))
  })
}
