/** Compresses with gzip. */
export const pack = (bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> =>
  through(bytes, new CompressionStream('gzip'), Number.POSITIVE_INFINITY)

/** Decompresses what `pack` made; rejects where it is damaged, or larger than `maxBytes`. */
export const unpack = (bytes: BufferSource, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> =>
  through(bytes, new DecompressionStream('gzip'), maxBytes)

async function through(
  bytes: BufferSource,
  stream: ReadableWritablePair<Uint8Array, BufferSource>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new RangeError('More than there may be')
    }
    parts.push(value)
  }
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
