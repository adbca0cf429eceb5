/** The array, or a longer copy of it that has room at an index. */
export function ensureCapacity<T extends Uint8ClampedArray | Uint32Array | Int32Array | Float64Array>(
  numbers: T,
  place: number,
): T {
  if (place < numbers.length) return numbers
  const longer = new (numbers.constructor as new (length: number) => T)(Math.max(2 * numbers.length, place + 1))
  longer.set(numbers)
  return longer
}
