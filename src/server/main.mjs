// Entry point of `npm run sync-server`. Plain JavaScript without a build; imports nothing from the app.

const NEEDED = [22, 13]
const MAX_STOP_MS = 5000
const USAGE = `Usage:
  npm run sync-server                     serve on http://127.0.0.1:4210; the first time, make a token
  npm run sync-server -- add NAME         let one more reader in, and print their token
  npm run sync-server -- renew NAME       give a reader another token; the old one no longer works
  npm run sync-server -- revoke NAME      let a reader in no longer; what they have written stays
  npm run sync-server -- list             name the readers
  npm run sync-server -- backup FILE      copy all that is kept into a new file; the server may run meanwhile

Settings, from the environment:
  HOST, PORT   where to listen (127.0.0.1, 4210); change HOST only behind a TLS proxy
  DATA         the SQLite file (.offprint/sync.sqlite)
  ORIGINS      the origins whose pages may connect, as https://list.example.org, with commas between; any without it
  REDIS        for several processes that share one DATA: redis://[USER:PASSWORD@]HOST[:PORT][/DATABASE], rediss://…,
               or redis+sentinel://[USER:PASSWORD@]HOST[:PORT][,HOST[:PORT]…]/MASTER[/DATABASE]`

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `The sync server needs Node ${NEEDED.join('.')} or newer, for the SQLite in it; this is ${process.version}.\n` +
      'Install a newer Node (https://nodejs.org), or fetch one for this command alone:\n' +
      '  npx --yes --package node@24 -- node src/server/main.mjs',
  )
  process.exit(1)
}

// Node warns that its SQLite API may still change, which the operator can do nothing about.
process.removeAllListeners('warning')

// Files that the server creates are private to the user who runs it.
process.umask(0o077)

const { HOST = '127.0.0.1', PORT = '4210', DATA = '.offprint/sync.sqlite', REDIS, ORIGINS } = process.env
const { openStore } = await import('./store.mjs')
const store = openStore(DATA)
const [command = 'serve', name] = process.argv.slice(2)

const tell = (reader, token) => console.log(`Token of ${reader}, which is shown this once:\n  ${token}`)

try {
  await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function run() {
  if (command === 'serve') await serve()
  else if (command === 'list') for (const reader of store.readers()) console.log(reader)
  else if (command === 'add' && name) tell(name, store.addReader(name))
  else if (command === 'renew' && name) tell(name, store.renewReader(name))
  else if (command === 'revoke' && name) {
    store.revokeReader(name)
    console.log(`${name} has no access any more.`)
  } else if (command === 'backup' && name) {
    store.backUp(name)
    console.log(`The backup is complete: ${name}`)
  } else {
    console.error(USAGE)
    process.exitCode = 2
  }
}

async function serve() {
  const { startServer } = await import('./server.mjs')
  const server = await startServer({
    store,
    host: HOST,
    port: Number(PORT),
    redis: REDIS || null,
    origins: ORIGINS ? readOrigins(ORIGINS) : null,
  })
  console.log(`Offprint syncs at ${server.url}`)
  if (store.readers().length === 0) tell('me', store.addReader('me'))
  else console.log('Ready for', store.readers().join(', '))
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      // The log has every acknowledged update, even if the snapshots are not saved in time.
      setTimeout(() => process.exit(0), MAX_STOP_MS)
      void server.stop().then(() => process.exit(0))
    })
  }
}

function readOrigins(text) {
  return text.split(',').map((part) => {
    const { origin } = URL.canParse(part.trim()) ? new URL(part.trim()) : { origin: null }
    if (origin !== part.trim())
      throw new Error(`ORIGINS holds “${part.trim()}”, and wants origins as https://list.example.org`)
    return origin
  })
}
