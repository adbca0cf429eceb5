import { forceCloseDatabase } from 'fake-indexeddb'
import { promisifyRequest } from 'idb-keyval'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openDatabase, type Database, type LateError } from '../../../src/storage/browser/database.ts'
import { createDisk } from '../../support/disk.ts'

const NAME = 'marks'

const put = ({ transact }: Database, value: string) =>
  transact('readwrite', (store) => promisifyRequest(store.put(value, 'key')))
const get = ({ transact }: Database): Promise<unknown> =>
  transact('readonly', (store) => promisifyRequest<unknown>(store.get('key')))

/** Opens the database as another version of the app does. */
function openAs(version: number, factory: IDBFactory): Promise<IDBDatabase | 'blocked'> {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, version)
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('blocked', () => resolve('blocked'))
    request.addEventListener('error', () => reject(request.error!))
  })
}

afterEach(() => {
  vi.useRealTimers()
})

test('a written value can be read, also by a later page', async () => {
  const { factory } = createDisk()
  const first = await openDatabase(NAME, factory)
  await put(first, 'kept')
  first.close()
  expect(await get(await openDatabase(NAME, factory))).toBe('kept')
})

test('writes are strict, reads are not', async () => {
  const disk = createDisk()
  const database = await openDatabase(NAME, disk.factory)
  await put(database, 'x')
  await get(database)
  expect(disk.transactions).toMatchObject([
    { mode: 'readwrite', durability: 'strict' },
    { mode: 'readonly', durability: 'default' },
  ])
})

test('the connection opens before it is needed, and there is only one', async () => {
  const disk = createDisk()
  const database = await openDatabase(NAME, disk.factory)
  expect(disk.connections).toHaveLength(1)
  await put(database, 'x')
  await get(database)
  expect(disk.connections).toHaveLength(1)
})

test('a last write begins before the page can unload', async () => {
  const disk = createDisk()
  const database = await openDatabase(NAME, disk.factory)
  const written = put(database, 'x')
  expect(disk.transactions).toHaveLength(1)
  await written
})

describe('a database that does not open', () => {
  test('is given up after five seconds without a reply from the browser', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const silent = { open: () => new EventTarget() } as unknown as IDBFactory
    const outcome = vi.fn<(outcome: string) => void>()
    openDatabase(NAME, silent).then(
      () => outcome('open'),
      ({ message }: Error) => outcome(message),
    )
    await vi.advanceTimersByTimeAsync(4999)
    expect(outcome).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(outcome).toHaveBeenCalledExactlyOnceWith('The browser’s database did not open in time.')
  })

  test('in time is closed if it opens later, so that a newer version need not wait for it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { factory } = createDisk()
    const request = Object.assign(new EventTarget(), { result: null as IDBDatabase | 'blocked' | null })
    const outcome = openDatabase(NAME, { open: () => request } as unknown as IDBFactory).catch(() => 'given up')
    await vi.advanceTimersByTimeAsync(5000)
    expect(await outcome).toBe('given up')

    request.result = await openAs(1, factory)
    request.dispatchEvent(new Event('success'))
    expect(await openAs(2, factory)).toMatchObject({ version: 2 })
  })

  test('in time tells the caller that gave up when it opens after all', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const request = Object.assign(new EventTarget(), { result: { close() {} } })
    const outcome = openDatabase(NAME, { open: () => request } as unknown as IDBFactory).catch(
      (error: LateError) => error,
    )
    await vi.advanceTimersByTimeAsync(5000)
    const opened = vi.fn<() => void>()
    const { opened: later } = (await outcome) as LateError
    void later.then(opened)
    await vi.advanceTimersByTimeAsync(0)
    expect(opened).not.toHaveBeenCalled()
    request.dispatchEvent(new Event('success'))
    await vi.advanceTimersByTimeAsync(0)
    expect(opened).toHaveBeenCalledOnce()
  })

  test('rejects with the reason if a newer version has upgraded it, and is left alone', async () => {
    const { factory } = createDisk()
    const newer = await openAs(2, factory)
    await expect(openDatabase(NAME, factory)).rejects.toThrow('a newer version of Offprint has been here')
    expect(newer).toMatchObject({ version: 2 })
  })

  test('rejects with “did not open” if the browser gives no reason', async () => {
    const request = Object.assign(new EventTarget(), { error: null })
    const opened = openDatabase(NAME, { open: () => request } as unknown as IDBFactory)
    request.dispatchEvent(new Event('error'))
    await expect(opened).rejects.toThrow('The browser’s database did not open.')
  })

  test('rejects with the browser’s reason if the browser refuses it', async () => {
    const refusing = {
      open: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    } as unknown as IDBFactory
    await expect(openDatabase(NAME, refusing)).rejects.toThrow('The operation is insecure.')
  })
})

describe('an open connection', () => {
  test('closes for a newer version of the app, in all tabs', async () => {
    const { factory } = createDisk()
    await Promise.all([openDatabase(NAME, factory), openDatabase(NAME, factory)])
    expect(await openAs(2, factory)).toMatchObject({ version: 2 })
  })

  test('closes for a newer version also after it was reopened', async () => {
    const disk = createDisk()
    const database = await openDatabase(NAME, disk.factory)
    forceCloseDatabase(disk.connections[0] as never)
    await put(database, 'x')
    expect(await openAs(2, disk.factory)).toMatchObject({ version: 2 })
  })

  test('does not write into the database of a newer version', async () => {
    const { factory } = createDisk()
    const database = await openDatabase(NAME, factory)
    await openAs(2, factory)
    await expect(put(database, 'x')).rejects.toThrow('a newer version of Offprint has been here')
  })

  test('is reopened after the browser closed it', async () => {
    const disk = createDisk()
    const database = await openDatabase(NAME, disk.factory)
    await put(database, 'before')
    forceCloseDatabase(disk.connections[0] as never)
    expect(await get(database)).toBe('before')
    await put(database, 'after')
    expect(await get(database)).toBe('after')
    expect(disk.connections).toHaveLength(2)
  })

  test('is not used after the browser closed it, which fails in other ways in some browsers', async () => {
    const disk = createDisk()
    const database = await openDatabase(NAME, disk.factory)
    const [lost] = disk.connections
    forceCloseDatabase(lost as never)
    lost!.transaction = () => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError')
    }
    await put(database, 'x')
    expect(await get(database)).toBe('x')
  })

  test('is not used after it closed for a cleared database', async () => {
    const disk = createDisk()
    const database = await openDatabase(NAME, disk.factory)
    await new Promise((resolve) => disk.factory.deleteDatabase(NAME).addEventListener('success', resolve))
    disk.connections[0]!.transaction = () => {
      throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError')
    }
    await put(database, 'x')
    expect(await get(database)).toBe('x')
  })

  test('is reopened if it is closing without an event', async () => {
    const disk = createDisk()
    const database = await openDatabase(NAME, disk.factory)
    await put(database, 'before')
    disk.connections[0]!.close()
    expect(await get(database)).toBe('before')
    await put(database, 'after')
    expect(await get(database)).toBe('after')
    expect(disk.connections).toHaveLength(2)
  })

  test('is reopened once for all calls that come at once', async () => {
    const disk = createDisk()
    const database = await openDatabase(NAME, disk.factory)
    forceCloseDatabase(disk.connections[0] as never)
    await Promise.all([put(database, 'x'), database.transact('readwrite', (store) => void store.put('y', 'other'))])
    expect(await get(database)).toBe('x')
    expect(await openAs(2, disk.factory)).toMatchObject({ version: 2 })
  })

  test('that cannot be reopened fails the write, and the next write tries again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const disk = createDisk()
    const { open } = disk.factory
    const database = await openDatabase(NAME, disk.factory)
    disk.connections[0]!.close()
    disk.factory.open = () => new EventTarget() as IDBOpenDBRequest
    const written = put(database, 'x').catch(({ message }: Error) => message)
    await vi.advanceTimersByTimeAsync(5000)
    expect(await written).toBe('The browser’s database did not open in time.')

    disk.factory.open = open
    await put(database, 'x')
    expect(await get(database)).toBe('x')
  })

  test('to a database without its store rejects a read instead of trying forever', async () => {
    const disk = createDisk()
    const other = await openAs(1, disk.factory)
    if (other !== 'blocked') other.close()
    const database = await openDatabase(NAME, disk.factory)
    const { length } = disk.connections
    await expect(get(database)).rejects.toMatchObject({ name: 'NotFoundError' })
    expect(disk.connections).toHaveLength(length)
  })
})
