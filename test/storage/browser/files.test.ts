import { expect, test, vi } from 'vitest'
import { MAX_FILE_BYTES, openKeptFile, readFiles } from '../../../src/storage/browser/files.ts'

test('each file is read for itself, and one that is too large or unreadable is reported', async () => {
  const large = Object.defineProperty(new File(['x'], 'large.json'), 'size', { value: MAX_FILE_BYTES + 1 })
  const gone = Object.assign(new File(['x'], 'gone.json'), { text: () => Promise.reject(new DOMException('gone')) })
  expect(await readFiles([large, gone, new File(['{}'], 'good.json')])).toEqual([
    { name: 'large.json', reason: 'The file has more than 100 MB, which is more than can be read at once.' },
    { name: 'gone.json', reason: 'The file could not be read.' },
    { name: 'good.json', text: '{}' },
  ])
})

/** A file on a disk with room for so many letters, with the interface of File System Access. */
function createDiskFile(text: string, room: number) {
  const disk = { text, open: 0 }
  const createWritable = () => {
    let written = ''
    disk.open += 1
    return Promise.resolve({
      write: (more: string) => {
        if (more.length > room) return Promise.reject(new DOMException('no room', 'QuotaExceededError'))
        written = more
        return Promise.resolve()
      },
      close: () => {
        disk.text = written
        disk.open -= 1
        return Promise.resolve()
      },
      abort: () => {
        disk.open -= 1
        return Promise.resolve()
      },
    })
  }
  const handle = {
    name: 'notes.json',
    getFile: () => Promise.resolve(new File([disk.text], 'notes.json')),
    createWritable,
  }
  return { disk, handle }
}

test('a failed write leaves the automatic backup file as it was, and aborts its stream', async () => {
  const { disk, handle } = createDiskFile('before', 11)
  vi.stubGlobal('showSaveFilePicker', () => Promise.resolve(handle))
  vi.stubGlobal('navigator', {})
  // The database cannot store the handle of this test, and the test does not need it to.
  const transact = () => Promise.resolve(undefined as never)
  const file = await openKeptFile(transact)
  await file.choose('notes.json')
  await file.rewrite((text) => `${text}, too`)
  expect(disk).toEqual({ text: 'before, too', open: 0 })
  await expect(file.rewrite((text) => `${text}, and more`)).rejects.toThrow('no room')
  expect(disk).toEqual({ text: 'before, too', open: 0 })
  vi.unstubAllGlobals()
})
