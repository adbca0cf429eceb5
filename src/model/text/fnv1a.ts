/** The 32-bit offset basis of FNV-1a. */
export const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * FNV-1a over the UTF-16 code units of a text, as a 32-bit integer that may be negative. `start` goes on from the hash
 * of an earlier part. It detects damage, not malice.
 */
export function fnv1a(text: string, start = FNV_OFFSET): number {
  let hash = start
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash
}
