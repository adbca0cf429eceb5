// What every visit fetches once its first rows are there: one file, for eight that came one after the other.
export { Above } from './Above.tsx'
export { Below } from './Below.tsx'
export { Facets } from './Facets.tsx'
export { Notices } from './Notices.tsx'
export { Tools } from './Tools.tsx'
export { Views } from './Views.tsx'
