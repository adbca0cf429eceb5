import { pack } from '../../src/model/packed.ts'
import type { Vault } from '../../src/storage/vault.ts'

/** All that the second copy has, as one finds it who has nothing. */
export async function loadAll(vault: Pick<Vault, 'compare'>) {
  const { news: records, ...found } = await vault.compare(pack(new Map()))
  return { records, ...found }
}
