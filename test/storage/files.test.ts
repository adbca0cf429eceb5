import { expect, test } from 'vitest'
import { MAX_FILE_BYTES, readFiles } from '../../src/storage/files.ts'

test('each file is read for itself; one that is too large, or cannot be read, says so', async () => {
  const large = Object.defineProperty(new File(['x'], 'large.json'), 'size', { value: MAX_FILE_BYTES + 1 })
  const gone = Object.assign(new File(['x'], 'gone.json'), { text: () => Promise.reject(new DOMException('gone')) })
  expect(await readFiles([large, gone, new File(['{}'], 'good.json')])).toEqual([
    { name: 'large.json', reason: 'The file has more than 100 MB, which is more than can be read at once.' },
    { name: 'gone.json', reason: 'The file could not be read.' },
    { name: 'good.json', text: '{}' },
  ])
})
