import { expect, test } from 'vitest'
import { BLANK } from '../../../src/formats/entry/entry.ts'
import type { LookupResult } from '../../../src/storage/lookup/askDoi.ts'
import { lookUpAll } from '../../../src/storage/lookup/lookUpAll.ts'

/** Looks papers up among these answers; a title is an answer, and a reason is a failure. */
async function lookUp(answers: Readonly<Record<string, 'unknown' | 'offline' | { readonly title: string }>>) {
  const asked: string[] = []
  const ask = async (doi: string): Promise<LookupResult> => {
    asked.push(doi)
    const answer = answers[doi]!
    return typeof answer === 'string' ? { failure: { doi, reason: answer } } : { entry: { ...BLANK, ...answer } }
  }
  const came: (string | null)[] = []
  const failures = await lookUpAll({ ask }, Object.keys(answers), (_, entry) => came.push(entry?.title ?? null))
  return { asked, came, failures: failures.map(({ doi }) => doi) }
}

test('each paper comes as it is found, and one that is unknown does not stop the others', async () => {
  expect(await lookUp({ a: { title: 'A' }, b: 'unknown', c: { title: 'C' } })).toEqual({
    asked: ['a', 'b', 'c'],
    came: ['A', null, 'C'],
    failures: ['b'],
  })
})

test('no further paper is asked for once the device is offline', async () => {
  expect(await lookUp({ a: { title: 'A' }, b: 'offline', c: { title: 'C' } })).toEqual({
    asked: ['a', 'b'],
    came: ['A', null],
    failures: ['b'],
  })
})
