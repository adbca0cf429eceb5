import { printNumber } from '../../model/numberFormat.ts'
import { pack, unpack } from './gzip.ts'

/** A sync file: a header line that says how to read it, then the update. */
export type SyncFile = { readonly device: string; readonly update: Uint8Array<ArrayBuffer> }

const FORMAT = 'offprint-sync'
const VERSION = 1
/** The recommendation of OWASP for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). */
export const PBKDF2_ITERATIONS = 600_000
/** Fewer rounds would help whoever tries passphrases; more would keep this device busy with somebody else’s file. */
const [LEAST_ROUNDS, MOST_ROUNDS] = [PBKDF2_ITERATIONS, 2_000_000]
const MAX_BYTES = 1024 * 1024 * 1024

type Head = {
  readonly format: typeof FORMAT
  readonly version: number
  readonly device: string
  readonly packed: 'gzip'
  readonly lock?: {
    readonly by: 'PBKDF2-SHA-256 AES-256-GCM'
    readonly rounds: number
    readonly salt: string
    readonly iv: string
  }
}

/** The least length of a new passphrase. A shorter one of an earlier version goes on. */
export const LEAST_LETTERS = 8

/** A file that cannot be read, with the reason in words. */
export class FileError extends Error {}

/** A file that this device never takes, and so need not wait for. */
export class ForeignFileError extends FileError {}

/** A passphrase as it can be stored: the app cannot read it back, but whoever has the browser’s profile can. */
export const toKey = (passphrase: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey'])

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

/**
 * Encrypts and decrypts, and caches derived keys, since deriving one is slow by design. With a key it refuses files
 * that are not encrypted with it. No file may decompress to more than `maxBytes`.
 */
export function createCipher(key: CryptoKey | null, maxBytes = MAX_BYTES) {
  const derived = new Map<string, Promise<CryptoKey>>()
  const salt = random(16)
  const derive = (salt: Uint8Array<ArrayBuffer>, iterations: number) => {
    const name = `${iterations} ${toText(salt)}`
    let found = derived.get(name)
    if (!found) {
      const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
      found = crypto.subtle.deriveKey(how, key!, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
      derived.set(name, found)
    }
    return found
  }

  return {
    async print({ device, update }: SyncFile): Promise<Uint8Array<ArrayBuffer>> {
      const packed = await pack(update)
      const iv = random(12)
      const lock = {
        by: 'PBKDF2-SHA-256 AES-256-GCM',
        rounds: PBKDF2_ITERATIONS,
        salt: toText(salt),
        iv: toText(iv),
      } as const
      const head: Head = { format: FORMAT, version: VERSION, device, packed: 'gzip', ...(key && { lock }) }
      const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`)
      if (!key) return join(line, packed)
      // The header is not secret, but it is authenticated.
      const how = { name: 'AES-GCM', iv, additionalData: line }
      const locked = await crypto.subtle.encrypt(how, await derive(salt, PBKDF2_ITERATIONS), packed)
      return join(line, new Uint8Array(locked))
    },

    /**
     * Throws a FileError where the file is none, is damaged, is not encrypted as it should be, or is not of `device`
     * where that is given: whoever has the folder could show an old file under a new name.
     */
    async parse(bytes: Uint8Array<ArrayBuffer>, device?: string): Promise<SyncFile> {
      const end = bytes.indexOf(10)
      const head = end < 0 || end > MAX_HEAD ? null : readHead(new TextDecoder().decode(bytes.subarray(0, end)))
      if (!head) throw new FileError('is no file of Offprint’s sync')
      if (head.version > VERSION) throw new FileError('was written by a newer Offprint: update this one')
      if (key && !head.lock)
        throw new ForeignFileError(
          'was left alone: it is not locked, and this device takes only what its passphrase opens',
        )
      if (key && device !== undefined && head.device !== device)
        throw new ForeignFileError(`was left alone: by what is in it, it is ${head.device}’s file under another name`)
      const [line, rest] = [bytes.slice(0, end + 1), bytes.slice(end + 1)]
      const packed = head.lock ? await unlock(head.lock, line, rest) : rest
      try {
        return { device: head.device, update: await unpack(packed, maxBytes) }
      } catch {
        throw new FileError('is damaged, or not written to its end yet')
      }
    },
  }

  async function unlock(
    lock: NonNullable<Head['lock']>,
    line: Uint8Array<ArrayBuffer>,
    locked: Uint8Array<ArrayBuffer>,
  ) {
    if (!key) throw new FileError('is locked: give the passphrase that your other devices have')
    if (lock.rounds < LEAST_ROUNDS || lock.rounds > MOST_ROUNDS)
      throw new ForeignFileError(
        `was left alone: its key takes ${printNumber(lock.rounds)} rounds, and Offprint takes ${printNumber(LEAST_ROUNDS)} to ${printNumber(MOST_ROUNDS)}`,
      )
    try {
      const how = { name: 'AES-GCM', iv: fromText(lock.iv), additionalData: line }
      return new Uint8Array(await crypto.subtle.decrypt(how, await derive(fromText(lock.salt), lock.rounds), locked))
    } catch {
      throw new FileError('does not open: its passphrase is another, or it is damaged')
    }
  }
}
export type Locker = ReturnType<typeof createCipher>

const MAX_HEAD = 2000

function readHead(line: string): Head | null {
  try {
    const head = JSON.parse(line) as Partial<Head> | null
    const isOurs = head?.format === FORMAT && typeof head.version === 'number' && typeof head.device === 'string'
    if (!isOurs) return null
    const { lock } = head
    const isLock = typeof lock?.salt === 'string' && typeof lock.iv === 'string' && Number.isInteger(lock.rounds)
    return !lock || isLock ? (head as Head) : null
  } catch {
    return null
  }
}

const toText = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
const fromText = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
