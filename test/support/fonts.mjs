import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/fonts', import.meta.url))
const PACKAGE = 'fonts-noto-core'
const FONTS = join(FOLDER, 'usr/share/fonts/truetype/noto')

/**
 * The environment in which a browser draws with Noto Sans and Noto Serif. They are unpacked beside the packages of npm
 * and not installed, so that tests are drawn as before. Where apt cannot fetch them, as on a Mac, the fonts of the
 * system serve.
 */
export function fontsEnvironment() {
  mkdirSync(FOLDER, { recursive: true })
  if (!existsSync(FONTS)) fetchFonts()
  if (!existsSync(FONTS)) {
    console.log(`${PACKAGE} is not to be had: the pictures show the fonts of this system.`)
    return {}
  }
  const config = join(FOLDER, 'fonts.conf')
  const parts = [
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${FONTS}</dir>`,
    `<cachedir>${join(FOLDER, 'cache')}</cachedir>`,
  ]
  writeFileSync(config, `<?xml version="1.0"?>\n<fontconfig>\n${parts.join('\n')}\n</fontconfig>\n`)
  return { FONTCONFIG_FILE: config }
}

function fetchFonts() {
  console.log(`No ${PACKAGE} here. Trying: apt-get download ${PACKAGE}`)
  run('apt-get', ['download', PACKAGE])
  const file = readdirSync(FOLDER).find((name) => name.startsWith(`${PACKAGE}_`))
  if (file) run('dpkg', ['-x', file, '.'])
}

function run(command, args) {
  spawnSync(command, args, { cwd: FOLDER, stdio: ['ignore', 'inherit', 'inherit'] })
}
