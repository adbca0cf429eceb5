import type { ListRecord, ListRecords } from '../../model/paper/listRecord.ts'
import type { BaseCopies } from '../../storage/lists/baseCopies.ts'
import { partHead, titleOf } from '../../storage/lists/assembleList.ts'
import { nameOf, type OwnLists } from '../../storage/lists/ownLists.ts'

/** A list, and the number of its papers that were restored or are missing. */
export type ListNews = { readonly title: string; readonly papers: number }
export type Mended = { readonly restored: readonly ListNews[]; readonly missing: readonly ListNews[] }

/** A base that was deleted longer ago is not brought back by undo. */
const KEPT_AFTER_REMOVAL_MS = 30 * 86_400_000

/** Copies bases that only one of the two copies has into the other. For one tab at a time. */
export async function mendLists(kept: OwnLists, copies: BaseCopies | null, records: ListRecords): Promise<Mended> {
  const here = new Map((await kept.bases()).map((base) => [base.name, base]))
  const there = (await copies?.names().catch(() => null)) ?? new Set<string>()
  const [restored, missing]: [ListNews[], ListNews[]] = [[], []]
  for (const record of records.values()) {
    const isWanted = record.removedAt === null
    let [back, lost] = [0, 0]
    for (const { name, papers } of record.bases) {
      const base = here.get(name)
      if (base && copies && !there.has(name) && isWanted) await copyBase(copies, name, base.blob)
      if (base || !isWanted) continue
      if (copies && there.has(name) && (await restoreBase(kept, copies, record, name, papers))) back += papers
      else lost += papers
    }
    const title = record.title ?? 'A list'
    if (back > 0) restored.push({ title, papers: back })
    if (lost > 0) missing.push({ title, papers: lost })
  }
  const spent = [...records.values()].flatMap(spentBases)
  await kept.remove(spent.flatMap((name) => here.get(name) ?? []))
  for (const name of spent) if (there.has(name)) await copies?.remove(name).catch(console.warn)
  return { restored, missing }
}

/** A list goes on without a second copy where there is no room for it. */
async function copyBase(copies: BaseCopies, name: string, blob: Blob): Promise<void> {
  try {
    await copies.write(name, blob)
    if ((await nameOf(await copies.read(name))) === name) return
    await copies.remove(name)
    throw new Error('what was written does not stand on the disk as it should')
  } catch (error) {
    console.warn('Offprint keeps one copy of a list, not two:', error)
  }
}

/** Whether a base was restored unchanged. */
async function restoreBase(
  kept: OwnLists,
  copies: BaseCopies,
  { id, title, addedAt }: ListRecord,
  name: string,
  papers: number,
): Promise<boolean> {
  try {
    // A copy of the bytes, because the file may be deleted.
    const blob = new Blob([await (await copies.read(name)).arrayBuffer()], { type: 'application/x-ndjson' })
    if ((await nameOf(blob)) !== name) return false
    const { head } = await partHead(blob)
    await kept.keep({ id, title: titleOf(head) ?? title ?? 'A list', addedAt: addedAt ?? 0, papers, blob })
    return true
  } catch (error) {
    console.warn('Offprint could not restore a list from its second copy:', error)
    return false
  }
}

/** The names of bases that nobody can need any more. */
function spentBases({ bases, removedAt, takenBack }: ListRecord): readonly string[] {
  const isOld = (at: number) => Date.now() - at > KEPT_AFTER_REMOVAL_MS
  const back = [...takenBack].flatMap(([name, at]) => (isOld(at) ? [name] : []))
  return removedAt !== null && isOld(removedAt) ? [...back, ...bases.map(({ name }) => name)] : back
}
