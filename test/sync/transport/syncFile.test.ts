import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createCipher, FileError, PBKDF2_ITERATIONS, toKey, type Locker } from '../../../src/sync/transport/syncFile.ts'

const update = new Uint8Array([1, 2, 3, ...Array.from({ length: 500 }, () => 7)])
const file = { device: 'phone', update }
const locker = async (passphrase: string) => createCipher(await toKey(passphrase))

/** What the user is told of a file. */
const told = async (locker: Locker, bytes: Uint8Array<ArrayBuffer>) => {
  try {
    await locker.parse(bytes)
    return 'read'
  } catch (error) {
    return error instanceof FileError ? error.message : 'another error'
  }
}
const headOf = (bytes: Uint8Array) =>
  JSON.parse(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(10)))) as { lock?: { rounds: number } }

test('a file without encryption survives a round trip, and is reported as such', async () => {
  const bytes = await createCipher(null).print(file)
  expect(headOf(bytes).lock).toBeUndefined()
  expect(await createCipher(null).parse(bytes)).toEqual(file)
})

test('an encrypted file opens with its passphrase on another device, and its header has the key’s cost', async () => {
  const bytes = await (await locker('corrécte horse')).print(file)
  expect(headOf(bytes).lock?.rounds).toBe(PBKDF2_ITERATIONS)
  expect(PBKDF2_ITERATIONS).toBeGreaterThanOrEqual(600_000)
  // The same words in the Unicode form of another keyboard.
  expect(await (await locker('corre\u0301cte horse')).parse(bytes)).toEqual(file)
  expect(new TextDecoder().decode(bytes)).not.toContain('\u0001\u0002\u0003')
})

test('a wrong passphrase, a missing one and damage are told apart as far as possible', async () => {
  const own = await locker('right')
  const bytes = await own.print(file)
  expect(await told(await locker('wrong'), bytes)).toMatch(/passphrase is another/)
  expect(await told(createCipher(null), bytes)).toMatch(/is locked/)
  expect(await told(own, bytes.slice(0, -1))).toMatch(/damaged/)
  const other = bytes.slice()
  // The authentication tag covers the readable header too.
  other[other.indexOf('"phone"'.charCodeAt(1))] = 'x'.charCodeAt(0)
  expect(await told(own, other)).not.toBe('read')
  expect(await told(own, bytes)).toBe('read')
})

test('a foreign file and a truncated one are each reported as such', async () => {
  const own = createCipher(null)
  const bytes = await own.print(file)
  for (const text of ['', '{}', '{"format":"other"}\n', 'null\n', '[]\nx', `${'x'.repeat(5000)}\n`])
    expect(await told(own, new TextEncoder().encode(text))).toBe('is no file of Offprint’s sync')
  expect(await told(own, bytes.slice(0, bytes.length - 5))).toMatch(/damaged, or not written to its end/)
  const later = new TextEncoder().encode('{"format":"offprint-sync","version":2,"device":"x"}\n')
  expect(await told(own, later)).toMatch(/newer Offprint/)
})

test('a device with a passphrase refuses an unencrypted file, and says so', async () => {
  const bytes = await createCipher(null).print(file)
  expect(await told(await locker('any'), bytes)).toMatch(/left alone: it is not locked/)
})

test.each([1, 599_999, 2_000_001, 10_000_000])(
  'a file whose key takes %i rounds is refused, with the bounds',
  async (rounds) => {
    const head = { format: 'offprint-sync', version: 1, device: 'x', lock: { rounds, salt: 'AAAA', iv: 'AAAA' } }
    const bytes = new TextEncoder().encode(`${JSON.stringify(head)}\n`)
    expect(await told(await locker('any'), bytes)).toMatch(/left alone: .* takes 600,000 to 2,000,000/)
  },
)

test('an encrypted file under another device’s name is refused, and its device name cannot be forged', async () => {
  const own = await locker('right')
  const bytes = await own.print(file)
  await expect(own.parse(bytes, 'phone')).resolves.toEqual(file)
  await expect(own.parse(bytes, 'tablet')).rejects.toThrow(/phone’s file under another name/)
  const text = new TextDecoder('latin1').decode(bytes).replace('"phone"', '"table"')
  const forged = Uint8Array.from(text, (sign) => sign.charCodeAt(0))
  await expect(own.parse(forged, 'table')).rejects.toThrow(/does not open|damaged/)
})

test('a file that the released version encrypted opens', async () => {
  const bytes = new Uint8Array(readFileSync('test/fixtures/sync-v1.offprint'))
  const read = await (await locker('a released passphrase')).parse(bytes, 'released')
  expect(read).toEqual({ device: 'released', update: new Uint8Array([1, 2, 3]) })
})

test('a small file that would unpack to fill the memory is not unpacked to its end', async () => {
  const line = new TextEncoder().encode('{"format":"offprint-sync","version":1,"device":"x","packed":"gzip"}\n')
  const bomb = new Blob([new Uint8Array(4_000_000)]).stream().pipeThrough(new CompressionStream('gzip'))
  const bytes = new Uint8Array(await new Blob([line, await new Response(bomb).blob()]).arrayBuffer())
  expect(bytes.length).toBeLessThan(10_000)
  expect(await told(createCipher(null, 1_000_000), bytes)).toMatch(/damaged/)
  expect((await createCipher(null).parse(bytes)).update).toHaveLength(4_000_000)
})
