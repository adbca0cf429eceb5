import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PaperId } from '../../src/model/paper/paper.ts'
import { connectKillable, createKillable, type Killable } from '../support/killed.ts'
import { createRandom } from '../support/random.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) }))
afterEach(() => void vi.useRealTimers())

const SLOW = [
  { diskMs: 20, replicaMs: 30 },
  { diskMs: 20, replicaMs: 400 },
  { diskMs: 300, replicaMs: 30 },
] as const
const EDITS = 120
const NOTES = ['doi:10.1/1', 'doi:10.1/2'] as PaperId[]
/** `npm run test:sync` runs more seeds. */
const SEEDS = Number(process.env['SEEDS'] ?? 40)
const FIRST = Number(process.env['SEED'] ?? 0)

/** Three devices that edit the same notes, lose the network, and are killed at any moment. */
async function run(seed: number) {
  const random = createRandom(seed)
  const pick = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!
  const devices = ['ann', 'ben', 'cy'].map((name) => createKillable(name, random, pick(SLOW)))
  const wire = connectKillable(devices, random)
  const pass = async (ms: number) => {
    const end = Date.now() + ms
    while (Date.now() < end) {
      await vi.advanceTimersByTimeAsync(Math.min(20, end - Date.now()))
      wire.look()
    }
  }
  await pass(1000)
  const typed: { sign: string; paper: PaperId; device: Killable; number: number; isSure: boolean }[] = []
  for (let i = 0; i < EDITS; i += 1) {
    const [device, paper] = [pick(devices), pick(NOTES)]
    const note = device.note(paper)
    // One character, unlike all others: half of them at the end, as people type, the rest anywhere.
    const sign = String.fromCodePoint(0x4e00 + i)
    const at = random() < 0.5 ? note.length : Math.floor(random() * (note.length + 1))
    const number = device.edit(paper, { note: note.slice(0, at) + sign + note.slice(at) })
    typed.push({ sign, paper, device, number, isSure: true })
    await pass(pick([0, 10, 30, 80, 150, 400]))
    if (random() < 0.06) wire[wire.isCut(device) ? 'mend' : 'cut'](device)
    if (random() < 0.08) {
      // An edit that was not on disk may be lost with the page, or may have been sent before.
      for (const one of typed) if (one.device === device && one.number > device.disk.edits) one.isSure = false
      device.restart()
      await pass(pick([0, 10, 50, 200]))
    }
  }
  for (const device of devices) wire.mend(device)
  await pass(30_000)
  const texts = devices.map((device) => NOTES.map((paper) => device.note(paper)))
  const times = (paper: PaperId, sign: string) => texts[0]![NOTES.indexOf(paper)]!.split(sign).length - 1
  const signsOf = (wrong: typeof typed) => wrong.map(({ sign }) => sign).join('')
  return {
    unequal: texts.filter((one) => !isDeepStrictEqual(one, texts[0])).length,
    missing: signsOf(typed.filter(({ paper, sign, isSure }) => isSure && times(paper, sign) === 0)),
    doubled: signsOf(typed.filter(({ paper, sign }) => times(paper, sign) > 1)),
  }
}

test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))(
  'devices that are killed while they edit one note have every letter once (%i)',
  async (seed) => expect(await run(seed)).toEqual({ unequal: 0, missing: '', doubled: '' }),
)
