import type { Collapsed } from '../../engine/facets/groupRows.ts'
import type { Stores } from '../hooks.ts'

type Reader = Pick<Stores, 'answers' | 'viewing'>

/** Expands or collapses a group, and the groups within it. */
export function collapseGroup({ answers, viewing }: Reader, group: string, isCollapsed: boolean): void {
  const { collapsed, collapse } = answers.getState()
  const { group: by } = viewing.getState().view
  const { all, but }: Collapsed = (by && collapsed[by]) ?? { all: false, but: [] }
  const others = but.filter((other) => other !== group)
  collapse({ all, but: isCollapsed === all ? others : [...others, group] })
}

/** Collapses or expands all groups. */
export const collapseAll = ({ answers }: Pick<Reader, 'answers'>, isCollapsed: boolean): void =>
  answers.getState().collapse({ all: isCollapsed, but: [] })
