import { useState, type SyntheticEvent } from 'react'
import { chooseFolder } from '../../storage/sync/sharedFolder.ts'
import type { SyncStore } from '../../store/sync/syncStore.ts'
import { LEAST_LETTERS, toKey } from '../../sync/transport/syncFile.ts'
import { parseServer } from './serverUrl.ts'
import styles from './SyncDialog.module.css'
import { errorMessage } from '../../model/errorMessage.ts'

/** The ways to switch sync on. */
export function SyncSetupForm({ syncing }: { readonly syncing: SyncStore }) {
  const [kind, setKind] = useState<'folder' | 'server'>('folder')
  return (
    <>
      <p className={styles['intro']}>
        Offprint is whole without it. Switched on, what you write on one device is on the others: statuses, stars, tags,
        notes with their history, your own lists and views.
      </p>
      <fieldset className={styles['ways']}>
        <legend className="hidden">Ways to sync</legend>
        <label>
          <input type="radio" name="way" checked={kind === 'folder'} onChange={() => setKind('folder')} />
          <span>
            A folder you already sync <small>Dropbox, iCloud, Syncthing, a USB stick</small>
          </span>
        </label>
        <label>
          <input type="radio" name="way" checked={kind === 'server'} onChange={() => setKind('server')} />
          <span>
            A server <small>at once, and letter by letter</small>
          </span>
        </label>
      </fieldset>
      {kind === 'folder' ? <Folder syncing={syncing} /> : <Server syncing={syncing} />}
    </>
  )
}

function useFailing() {
  const [failure, setFailure] = useState('')
  const perform = (work: Promise<void>) => {
    setFailure('')
    work.catch((error: unknown) => setFailure(errorMessage(error)))
  }
  return { failure: failure !== '' && <p role="alert">Sync was not switched on: {failure}</p>, perform }
}

function Folder({ syncing: { canShareFolders, switchOn } }: { readonly syncing: SyncStore }) {
  const [passphrase, setPassphrase] = useState('')
  const { failure, perform } = useFailing()
  // Only a page that came over HTTPS, or from this computer, may encrypt.
  const canLock = 'subtle' in crypto
  const begin = async () => {
    if (passphrase !== '' && passphrase.length < LEAST_LETTERS)
      throw new Error(`a passphrase has at least ${LEAST_LETTERS} letters. Give all your devices a longer one.`)
    const folder = canShareFolders ? await chooseFolder() : null
    if (canShareFolders && !folder) return
    await switchOn({ kind: 'folder', folder, key: passphrase === '' ? null : await toKey(passphrase) })
  }
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    perform(begin())
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <p>
        Each device writes one file there and reads those of the others.
        {!canShareFolders &&
          ' This browser does not let pages write into a folder: you save and load the files yourself.'}
      </p>
      {canLock && (
        <label>
          Passphrase, if the files are to be locked
          <input
            type="password"
            autoComplete="new-password"
            minLength={LEAST_LETTERS}
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
          <small>
            The same on every device, {LEAST_LETTERS} letters or more. This browser’s profile holds it, for whoever can
            read your disk; nobody else can give it back to you.
          </small>
        </label>
      )}
      {failure}
      <p className={styles['end']}>
        <button type="submit" className="button" data-main>
          {canShareFolders ? 'Choose the folder' : 'Switch on'}
        </button>
      </p>
    </form>
  )
}

function Server({ syncing: { switchOn } }: { readonly syncing: SyncStore }) {
  const [address, setAddress] = useState('')
  const [token, setToken] = useState('')
  const { failure, perform } = useFailing()
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    const server = parseServer(address, location.protocol)
    perform(
      'problem' in server
        ? Promise.reject(new Error(server.problem))
        : switchOn({ kind: 'server', url: server.url, token: token.trim() }),
    )
  }
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <p>
        A server of your own, or of somebody you trust: it can read what you write. Offprint’s README says how to run
        one.
      </p>
      <label>
        Address
        <input
          required
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder="wss://sync.example.org"
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </label>
      <label>
        Token
        <input
          required
          type="password"
          autoComplete="off"
          value={token}
          onChange={({ target }) => setToken(target.value)}
        />
      </label>
      {failure}
      <p className={styles['end']}>
        <button type="submit" className="button" data-main>
          Connect
        </button>
      </p>
    </form>
  )
}
