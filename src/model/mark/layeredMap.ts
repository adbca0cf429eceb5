/** A layer is merged into the one below at this many changes: copying so few takes some microseconds. */
const MOST_CHANGES = 500
/**
 * Each layer below may have this many times more, so that of 100,000 changes each is copied some thirty times, not two
 * hundred.
 */
const GROWTH = 16

/**
 * A persistent map: `set` returns a new map without copying the old one, which must not be changed from then on. The
 * bottom layer is never copied.
 */
export function withChanges<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  changes: ReadonlyMap<Key, Value>,
  most = MOST_CHANGES,
): ReadonlyMap<Key, Value> {
  const { base, over } = map instanceof LayeredMap ? (map as LayeredMap<Key, Value>) : { base: map, over: NOTHING }
  const all = over.size === 0 ? changes : joined<Key, Value>(over, changes)
  if (all.size > most) return new LayeredMap(withChanges(base, all, most * GROWTH), NOTHING)
  return new LayeredMap(base, all === changes ? new Map(changes) : all)
}

function joined<Key, Value>(over: ReadonlyMap<Key, Value>, changes: ReadonlyMap<Key, Value>): Map<Key, Value> {
  const all = new Map(over)
  for (const [key, value] of changes) all.set(key, value)
  return all
}

const NOTHING = new Map<never, never>()

/** A map, and the changes over it. */
export class LayeredMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly base: ReadonlyMap<Key, Value>
  readonly over: ReadonlyMap<Key, Value>
  #size: number | null = null

  constructor(base: ReadonlyMap<Key, Value>, over: ReadonlyMap<Key, Value>) {
    this.base = base
    this.over = over
  }

  get size(): number {
    if (this.#size !== null) return this.#size
    let size = this.base.size
    for (const key of this.over.keys()) if (!this.base.has(key)) size += 1
    return (this.#size = size)
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
    yield* this.base.keys()
    for (const key of this.over.keys()) if (!this.base.has(key)) yield key
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
