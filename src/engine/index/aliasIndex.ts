import type { PaperId } from '../../model/paper/paper.ts'
import { hashAlias } from '../../model/columns/preparedPapers.ts'

/**
 * A hash table from aliases to papers. It keeps a 32-bit hash of each alias, since aliases are many and long. Two aliases with
 * one hash do no harm: `isNamed` tells whether the paper at a place has the alias.
 */
export function createAliasIndex(isNamed: (place: number, name: PaperId) => boolean) {
  /** The row, counted from 1, and the hash of an alias, at the slot of the hash or the next free one. */
  let places = new Uint32Array(1024)
  let numbers = new Uint32Array(1024)
  let used = 0

  // The number of slots is a power of two.
  const first = (number: number) => number & (places.length - 1)
  const next = (slot: number) => first(slot + 1)
  const freeFor = (number: number): number => {
    let slot = first(number)
    while (places[slot] !== 0) slot = next(slot)
    return slot
  }
  const put = (slot: number, number: number, place: number) => {
    places[slot] = place + 1
    numbers[slot] = number
  }
  const slotOf = (name: PaperId, number: number): number => {
    let slot = first(number)
    while (places[slot] !== 0 && !(numbers[slot] === number && isNamed(places[slot]! - 1, name))) slot = next(slot)
    return slot
  }
  const makeRoom = (names = used) => {
    let slots = places.length
    while (4 * names >= 3 * slots) slots *= 2
    if (slots === places.length) return
    const before = { places, numbers }
    places = new Uint32Array(slots)
    numbers = new Uint32Array(places.length)
    for (const [slot, place] of before.places.entries()) {
      const number = before.numbers[slot]!
      if (place !== 0) put(freeFor(number), number, place - 1)
    }
  }

  return {
    makeRoom,

    get(name: PaperId): number | undefined {
      const place = places[slotOf(name, hashAlias(name))]!
      return place === 0 ? undefined : place - 1
    },

    /** Points an alias to a row, whatever it pointed to before; the paper there must have it. */
    set(name: PaperId, place: number) {
      makeRoom()
      const number = hashAlias(name)
      const slot = slotOf(name, number)
      if (places[slot] === 0) used += 1
      put(slot, number, place)
    },

    /** Whether an alias with this hash may exist. */
    mayHave(number: number): boolean {
      for (let slot = first(number); places[slot] !== 0; slot = next(slot)) {
        if (numbers[slot] === number) return true
      }
      return false
    },

    /** Points an alias that points nowhere to a row. */
    add(number: number, place: number) {
      makeRoom()
      used += 1
      put(freeFor(number), number, place)
    },
  }
}
