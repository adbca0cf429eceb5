/** How the values of a field nest: each is a path of names. */
export type Tree = {
  /** What stands between two names, to split a path at. */
  readonly at: string | RegExp
  /** The same, to join names. */
  readonly joint: string
  /** Whether a query may name a value by the last name of its path, where that tells it from the others. */
  readonly byLastName: boolean
  /** Whether siblings keep the order of the lists. Otherwise the most frequent comes first. */
  readonly inListOrder: boolean
}

/** Tags nest at a slash between two characters: `a/b` is below `a`, and neither `a / b` nor `a//b` nests. */
export const TAG_TREE: Tree = { at: /(?<=[^/\s])\/(?=[^/\s])/, joint: '/', byLastName: false, inListOrder: false }

/** The names of a path; without a tree the value itself. */
export const namesOf = (tree: Tree | undefined, value: string): readonly string[] =>
  tree ? value.split(tree.at) : [value]

/** The last name of a path, which stands for it below its parent. */
export const lastNameOf = (tree: Tree | undefined, value: string): string => namesOf(tree, value).at(-1)!

/** The path above a path; null at the root. */
export function parentOf(tree: Tree, path: string): string | null {
  const names = namesOf(tree, path)
  return names.length > 1 ? names.slice(0, -1).join(tree.joint) : null
}

/** A path after all those above it: `a`, `a/b`, `a/b/c`. */
export function pathsTo(tree: Tree, path: string): readonly string[] {
  const names = namesOf(tree, path)
  return names.map((_, i) => names.slice(0, i + 1).join(tree.joint))
}

/** Whether a path is another one or below it. */
export const isWithin = (tree: Tree, path: string, above: string): boolean => pathsTo(tree, path).includes(above)
