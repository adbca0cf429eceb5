/** Parts of the engine that few visits need, each loaded on first use. In a worker they are bundled. */
export const FEATURES = {
  advice: () => import('../related/recommender.ts'),
  moves: () => import('../queue/movePapers.ts'),
  names: () => import('../query/findByName.ts'),
  twins: () => import('../related/twinFinder.ts'),
  tally: () => import('../facets/statusTally.ts'),
}
