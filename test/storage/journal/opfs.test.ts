import { afterEach, describe, expect, test, vi } from 'vitest'
import { openFolder } from '../../../src/storage/journal/opfs.ts'

afterEach(() => vi.unstubAllGlobals())

/** A private file system with one file, of which the first reads fail. */
function withFile(fails: number, name = 'NotReadableError') {
  let left = fails
  const arrayBuffer = async () => {
    left -= 1
    if (left >= 0) throw new DOMException('It has changed', name)
    return Uint8Array.of(1, 2, 3).buffer
  }
  const folder = { getFileHandle: async () => ({ getFile: async () => ({ arrayBuffer }) }) }
  const getDirectory = async () => ({ getDirectoryHandle: async () => folder })
  vi.stubGlobal('navigator', { storage: { getDirectory } })
  return openFolder('offprint')
}

describe('a file that another tab writes during a read', () => {
  test('is read again', async () => {
    expect(await (await withFile(3)).read('journal-there')).toEqual(Uint8Array.of(1, 2, 3))
  })

  test('is given up if it stays unreadable, and any other error is thrown at once', async () => {
    await expect((await withFile(Infinity)).read('journal-there')).rejects.toThrow('It has changed')
    await expect((await withFile(1, 'NotFoundError')).read('journal-there')).rejects.toThrow('It has changed')
  })
})
