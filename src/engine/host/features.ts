/** Parts of the engine that few visits need, each loaded on first use. In a worker they are bundled. */
export const FEATURES = {
  advice: () => import('../related/recommender.ts'),
  names: () => import('../query/findByName.ts'),
  tally: () => import('../facets/statusTally.ts'),
}
