import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Serves a folder under `base` as a plain static host does: no fallback page, no caching. Port 0 takes a free one.
 * Every response has the further `headers`. `close` also ends open connections, so that nothing replies afterwards.
 */
export async function serve(folder, { base = '/', port = 0, headers = {} } = {}) {
  const root = resolve(folder)
  const find = async (address) => {
    const path = decodeURIComponent(new URL(address, 'http://host').pathname)
    if (!path.startsWith(base)) return null
    const file = join(root, path.slice(base.length), path.endsWith('/') ? 'index.html' : '')
    const isInside = file.startsWith(root + sep)
    return isInside && (await stat(file).catch(() => null))?.isFile() ? file : null
  }
  const answer = async ({ method, url }, response) => {
    const file = await find(url).catch(() => null)
    // The folder may be removed while a page still requests its files.
    const content = file === null ? null : await readFile(file).catch(() => null)
    const type = content === null ? TYPES['.txt'] : (TYPES[extname(file)] ?? 'application/octet-stream')
    response.writeHead(content === null ? 404 : 200, { 'content-type': type, 'cache-control': 'no-cache', ...headers })
    response.end(method === 'HEAD' ? '' : (content ?? 'Not found'))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
