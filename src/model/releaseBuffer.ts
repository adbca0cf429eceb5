/** Gives memory back at once: the collector sees little of it, and lets tens of megabytes pile up. */
export function releaseBuffer(bytes: Uint8Array<ArrayBuffer>) {
  // Not every Node that runs the tests has this.
  const buffer: ArrayBuffer & { readonly transfer?: (length: number) => ArrayBuffer } = bytes.buffer
  buffer.transfer?.(0)
}
