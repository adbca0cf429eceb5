/** What few visits need of an engine: each is fetched when it is first asked for. In a worker they are there already. */
export const FEATURES = {
  advice: () => import('../related/recommender.ts'),
  names: () => import('../query/findByName.ts'),
  tally: () => import('../facets/statusTally.ts'),
}
