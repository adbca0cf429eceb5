import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.ts'
import { createAliasIndex } from '../../../src/engine/index/aliasIndex.ts'
import type { PaperId } from '../../../src/model/paper/paper.ts'
import { hashAlias } from '../../../src/model/columns/preparedPapers.ts'
import { id, listFile } from '../../support/papers.ts'

/** Two titles whose aliases have the same hash. */
function titlesAlike(): readonly [string, string] {
  const known = new Map<number, string>()
  for (let i = 0; ; i += 1) {
    const title = `paper ${i}`
    const number = hashAlias(id(`title:${title}`))
    const other = known.get(number)
    if (other !== undefined) return [other, title]
    known.set(number, title)
  }
}

const [one, other] = titlesAlike()
const NAMES = [one, other, 'paper', 'another', 'a third'].map((title) => id(`title:${title}`))

test('the index agrees with a map of aliases, also for equal hashes', () => {
  const step = fc.record({ name: fc.constantFrom(...NAMES), place: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const map = new Map<PaperId, number>()
      const names = createAliasIndex((place, name) => map.get(name) === place)
      for (const { name, place } of steps) {
        // An alias that moved belongs only to its new paper, as when papers are split.
        map.set(name, place)
        names.set(name, place)
        for (const known of NAMES) expect(names.get(known)).toBe(map.get(known))
      }
    }),
  )
})

test('each of 5,000 new aliases leads to its own paper', () => {
  const all = Array.from({ length: 5000 }, (_, i) => id(`title:paper ${i}`))
  const names = createAliasIndex((place, name) => all[place] === name)
  for (const [place, name] of all.entries()) {
    expect(names.mayHave(hashAlias(name))).toBe(false)
    names.add(hashAlias(name), place)
  }
  expect(all.map((name) => names.get(name))).toEqual([...all.keys()])
  expect(names.mayHave(hashAlias(id('title:nobody')))).toBe(false)
  expect(names.get(id('title:nobody'))).toBeUndefined()
})

test('two papers stay separate even if their aliases have the same hash', () => {
  expect(hashAlias(id(`title:${one}`))).toBe(hashAlias(id(`title:${other}`)))
  const engine = createEngine()
  expect(engine.open([listFile([{ title: one }, { title: other }])]).papers).toBe(2)
  const places = [one, other].map(
    (title) =>
      engine.answer({ text: '', sort: [], window: [0, 9], paper: null, find: id(`title:${title}`), wide: [] }).found,
  )
  expect(places).toEqual([0, 1])
})
