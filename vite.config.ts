import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** The tests of functions without state. */
const PURE = ['test/model/**/*.test.ts', 'test/formats/**/*.test.ts']

/**
 * Builds src/offline/sw.ts to sw.js, and gives it every file of the finished build with its hash, and a version over all.
 * Read back from the disk, because what lies there is what a server sends.
 */
function offline(): Plugin {
  // A host may keep dotfiles, _headers and _redirects to itself; a file that cannot be fetched would fail the installation.
  const skip = /^[._]|^screenshots\/|^performance\.svg$|^licenses\.md$|^sw\.js$|\.map$/
  const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64')
  return {
    name: 'offline',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(import.meta.dirname, 'src/offline/sw.ts'), fileName: 'sw.js' })
    },
    writeBundle({ dir = 'dist' }, bundle) {
      const sw = bundle['sw.js']
      if (sw?.type !== 'chunk' || sw.imports.length > 0) this.error('sw.js must be one classic script without imports')
      const files = readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .filter((file) => !skip.test(file))
        .toSorted()
        .map((file) => [file === 'index.html' ? './' : file, `sha256-${hash(readFileSync(join(dir, file)))}`])
      const list = JSON.stringify(files)
      const code = sw.code
        .replace('BUILD_FILES', () => list)
        .replace('BUILD_VERSION', () => JSON.stringify(hash(sw.code + list).slice(0, 12)))
      writeFileSync(join(dir, 'sw.js'), code)
    },
  }
}

/**
 * Builds the script of public/recover.html apart from the app: it must work where the app does not, and modules that
 * both share would become files of their own that each first visit has to fetch.
 */
function recovery(): Plugin {
  return {
    name: 'recovery',
    apply: 'build',
    async buildStart() {
      const input = join(import.meta.dirname, 'src/recover/recover.ts')
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        build: { write: false, target: 'es2023', rolldownOptions: { input } },
      })
      const { output } = built as { output: readonly { type: string; code?: string }[] }
      const source = output.find(({ type }) => type === 'chunk')?.code
      if (output.length !== 1 || !source) this.error('recover.js must be one script')
      this.emitFile({ type: 'asset', fileName: 'recover.js', source })
    },
  }
}

/**
 * Writes the Content-Security-Policy into the pages of the build: nothing from elsewhere, no inline code, no text made
 * code. As a <meta>, since a static host need not send headers of ours; the first thing in the page, so it holds for all.
 */
function policy(): Plugin {
  const rules = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'worker-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default',
  }
  const content = Object.entries(rules)
    .map((rule) => rule.join(' '))
    .join('; ')
  return {
    name: 'policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' },
    ],
  }
}

const ENTRY = join(import.meta.dirname, 'src/main.tsx')

type Modules = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null }

/**
 * Names the file of the modules that the first screen is made of, and null for those that are loaded on demand. Parts of the
 * app that both import would else become files of their own, each with a request and a compression of its own.
 */
function firstScreen(): (id: string, modules: Modules) => string | null {
  const first = new Set<string>()
  return (id, modules) => {
    const left = first.size === 0 ? [ENTRY] : []
    for (const one of left) {
      if (first.has(one)) continue
      first.add(one)
      left.push(...(modules.getModuleInfo(one)?.importedIds ?? []))
    }
    return first.has(id) && id !== ENTRY ? 'app' : null
  }
}

export default defineConfig({
  // Relative addresses: the build runs from any static host and any sub-path.
  base: './',
  plugins: [react(), policy(), recovery(), offline()],
  resolve: {
    // What Markdown's parser has for browsers decodes &copy; with innerHTML: a worker has none, and our policy forbids it.
    alias: {
      'decode-named-character-reference': join(
        import.meta.dirname,
        'node_modules/decode-named-character-reference/index.js',
      ),
    },
  },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstScreen() }] } },
    },
    // The licences of the packages that are in the build.
    license: { fileName: 'licenses.md' },
    // The browsers of this target know modulepreload.
    modulePreload: { polyfill: false },
    // Keeps light-dark() and nesting as written; lowering them breaks a theme set only by color-scheme.
    cssTarget: ['chrome130', 'firefox128', 'safari17.5'],
  },
  // One file a worker: WebKit evaluates a worker's entry a second time where a later part imports it.
  worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } },
  test: {
    // By itself it leaves one core to nobody.
    maxWorkers: '100%',
    // A hang, not a slow machine, is what ends a test.
    testTimeout: 60_000,
    projects: [
      // What is pure leaves nothing to the next file, so a worker loads each module once.
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'units', include: ['test/**/*.test.ts'], exclude: PURE } },
      { extends: true, test: { name: 'components', include: ['test/**/*.test.tsx'], environment: 'happy-dom' } },
    ],
  },
})
