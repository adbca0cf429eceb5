import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

const fixture = (name: string) => readFileSync(`test/fixtures/lookup/${name}`, 'utf8')

/** The DOIs that the agencies know, with what they answer. */
export const ANSWERS: Readonly<Record<string, string>> = {
  '10.1145/3690001.3690042': fixture('crossref.json'),
  '10.48550/arxiv.2403.11111': fixture('datacite-arxiv.json'),
  '10.5281/zenodo.9000001': fixture('datacite-dataset.json'),
  '10.1002/(sici)1097-0258(19980815)17:15<1661::aid>3.0.co;2-2': fixture('crossref.json'),
}
/** The DOIs with another answer: DOIs of the tests, under the prefix that Crossref keeps for examples. */
const ODD: Readonly<Record<string, RequestListener>> = {
  '10.5555/busy': (_, response) => response.writeHead(429, { 'retry-after': '30' }).end('Too many requests'),
  '10.5555/busy-until': (_, response) =>
    response.writeHead(429, { 'retry-after': new Date(Date.now() + 290_000).toUTCString() }).end(),
  '10.5555/busy-for-long': (_, response) => response.writeHead(429).end(),
  '10.5555/down': (_, response) => response.writeHead(503).end('<html><body>503</body></html>'),
  '10.5555/refused': (_, response) => response.writeHead(403).end('Forbidden'),
  '10.5555/slow': () => {},
  '10.5555/stops': (_, response) => void response.writeHead(200).write('{"title": "Half of'),
  '10.5555/empty': (_, response) => response.writeHead(204).end(),
  '10.5555/other-type': (_, response) => response.writeHead(406).end(),
  '10.5555/page': (_, response) => response.setHeader('content-type', 'text/html').end(fixture('not-found.html')),
  '10.5555/broken': (_, response) => response.end(fixture('crossref.json').slice(0, -40)),
  '10.5555/untitled': (_, response) => response.end('{"DOI": "10.5555/untitled", "type": "article"}'),
  '10.5555/huge': (_, response) => response.end(`{"title": "Huge", "abstract": "${'x'.repeat(9_000_000)}"}`),
  '10.5555/cut': (request) => request.socket.destroy(),
  '10.5555/no-answer-for-pages': (request) => request.socket.destroy(),
}

type Options = {
  /** What the agency calls itself in the redirect of the resolver; by default its address. */
  readonly agency?: string
  /** For https. */
  readonly identity?: { readonly key: string; readonly cert: string }
}

/**
 * A resolver as doi.org, and an agency as Crossref and DataCite, on loopback: it redirects, and answers in their shapes.
 * `asked` has every request of both.
 */
export async function startAgencies({ agency, identity }: Options = {}) {
  const asked: { path: string; accept: string | undefined }[] = []
  const listen = async (answer: RequestListener) => {
    const listener: RequestListener = (request, response) => {
      asked.push({ path: request.url!, accept: request.headers.accept })
      answer(request, response)
    }
    const server = identity ? createSecureServer(identity, listener) : createServer(listener)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    return { server, port: (server.address() as AddressInfo).port }
  }
  const doiIn = (path: string) => decodeURIComponent(path.replace(/\?.*/, '')).toLowerCase()
  const doesExist = (doi: string) =>
    doi in ANSWERS || doi === '10.5555/elsewhere' || (doi in ODD && doi !== '10.5555/cut')

  const at = await listen((request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    const doi = doiIn(request.url!.replace('/v1/works/', '').replace('/transform', ''))
    response.setHeader('content-type', 'application/vnd.citationstyles.csl+json')
    const odd = ODD[doi]
    if (odd) odd(request, response)
    else response.end(ANSWERS[doi])
  })
  const resolver = await listen((request, response) => {
    const [, api, doi = ''] = /^\/(api\/handles\/)?(.*)$/.exec(doiIn(request.url!))!
    response.setHeader('access-control-allow-origin', '*')
    const home = doi === '10.5555/elsewhere' ? 'https://agency.example' : (agency ?? `http://127.0.0.1:${at.port}`)
    const location = `${home}/v1/works/${encodeURIComponent(doi)}/transform`
    if (doi === '10.5555/cut') request.socket.destroy()
    else if (api)
      response
        .writeHead(doesExist(doi) ? 200 : 404, { 'content-type': 'application/json;charset=UTF-8' })
        .end(JSON.stringify({ responseCode: doesExist(doi) ? 1 : 100, handle: doi }))
    else if (doesExist(doi)) response.writeHead(302, { location }).end()
    else response.writeHead(404, { 'content-type': 'text/html' }).end(fixture('not-found.html'))
  })
  const close = () =>
    [at, resolver].forEach(({ server }) => {
      server.closeAllConnections()
      server.close()
    })
  return {
    resolver: `http://127.0.0.1:${resolver.port}`,
    ports: { resolver: resolver.port, agency: at.port },
    asked,
    close,
  }
}
