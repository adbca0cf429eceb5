import { fields, PATH_SEPARATOR, type Field, type FieldId } from './fields.ts'
import { foldCase } from '../text/fold.ts'

/** A name with case and blanks folded. Punctuation stays: C++ is not C#. */
export const foldName = (name: string) => foldCase(name).replace(/\s+/g, ' ').trim()

/** Whether two names are equal, regardless of case and blanks. */
export const isSame = (a: string, b: string): boolean => foldName(a) === foldName(b)

/** Whether `value` matches `chosen`: equal regardless of case or, in a tree, a path that ends with it. */
export function isValue(id: FieldId, chosen: string, value: string): boolean {
  const field: Field = fields[id]
  if (!field.tree) return isSame(chosen, value)
  const [wanted, path] = [
    chosen.split(PATH_SEPARATOR),
    value.split(PATH_SEPARATOR).slice(-chosen.split(PATH_SEPARATOR).length),
  ]
  return wanted.length === path.length && wanted.every((name, i) => isSame(name, path[i]!))
}
