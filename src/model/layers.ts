/** So many changes lie over a map before they are put into it: copying these with each takes some microseconds. */
const MOST_CHANGES = 500

/** A map as it is with some values set, made without copying it; the map itself stays as it is, and must from then on. */
export function withChanges<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  changes: ReadonlyMap<Key, Value>,
): ReadonlyMap<Key, Value> {
  const { base, over } = map instanceof Layers ? (map as Layers<Key, Value>) : { base: map, over: NOTHING }
  const all = new Map([...(over as ReadonlyMap<Key, Value>), ...changes])
  return all.size <= MOST_CHANGES ? new Layers(base, all) : new Map([...base, ...all])
}

const NOTHING = new Map<never, never>()

/** A map, and what is set over it. */
export class Layers<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly base: ReadonlyMap<Key, Value>
  readonly over: ReadonlyMap<Key, Value>
  readonly size: number

  constructor(base: ReadonlyMap<Key, Value>, over: ReadonlyMap<Key, Value>) {
    this.base = base
    this.over = over
    this.size = base.size + [...over.keys()].filter((key) => !base.has(key)).length
  }

  get(key: Key): Value | undefined {
    return this.over.get(key) ?? this.base.get(key)
  }
  has(key: Key): boolean {
    return this.over.has(key) || this.base.has(key)
  }
  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.base) yield [key, this.over.get(key) ?? value]
    for (const [key, value] of this.over) if (!this.base.has(key)) yield [key, value]
  }
  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key
  }
  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value
  }
  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries()
  }
  forEach(each: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void) {
    for (const [key, value] of this) each(value, key, this)
  }
}
