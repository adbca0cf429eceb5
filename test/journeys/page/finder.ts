/** A query for elements: a role with its accessible name. Names and texts are whole, or a regular expression. */
export type Query = {
  readonly role: string
  readonly name?: string | Pattern
  /** The required text, with single spaces. */
  readonly says?: string | Pattern
  /** The required content. */
  readonly holds?: Query
}

/** A regular expression, serialised for the page. */
export type Pattern = { readonly source: string; readonly flags: string }

type Scope = {
  queryAllByRole(role: string, options: { name?: string | RegExp }): HTMLElement[]
}
type Library = { within(element: Element): Scope }

/**
 * Runs in the page: the elements for a path of queries, each within the results of the one before. Testing Library
 * computes roles and names, so that they mean the same in every engine. It is sent as text, so it uses nothing from
 * outside itself.
 */
export function findAll(path: readonly Query[]): HTMLElement[] {
  const { within } = (globalThis as unknown as { TestingLibraryDom: Library }).TestingLibraryDom
  const asMatcher = (text: string | Pattern) => (typeof text === 'string' ? text : new RegExp(text.source, text.flags))
  const says = (element: Element, text: string | Pattern) => {
    const said = element.textContent.replace(/\s+/g, ' ').trim()
    return typeof text === 'string' ? said === text : new RegExp(text.source, text.flags).test(said)
  }
  const find = (scope: Element, { role, name, says: text, holds }: Query): HTMLElement[] =>
    within(scope)
      .queryAllByRole(role, name === undefined ? {} : { name: asMatcher(name) })
      .filter((element) => text === undefined || says(element, text))
      .filter((element) => holds === undefined || find(element, holds).length > 0)
  let scopes: HTMLElement[] = [document.body]
  for (const query of path) scopes = [...new Set(scopes.flatMap((scope) => find(scope, query)))]
  return scopes
}

/** The point at which a mouse or a finger reaches an element, or the reason why it cannot yet. Runs in the page. */
export async function reach(found: readonly HTMLElement[]): Promise<{ x: number; y: number } | string> {
  const [element, ...more] = found
  if (!element || more.length > 0)
    return `there are ${found.length} of it, and the page says: ${document.body.innerText.slice(0, 600)}`
  // In the middle of the scroll area: the element’s edge may be covered by what appears below the list.
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  const before = element.getBoundingClientRect()
  await new Promise(requestAnimationFrame)
  const { left, top, width, height } = element.getBoundingClientRect()
  if (left !== before.left || top !== before.top) return 'it moves'
  if (element.matches(':disabled, [aria-disabled="true"]')) return 'it is disabled'
  const at = { x: Math.floor(left + width / 2), y: Math.floor(top + height / 2) }
  const hit = document.elementFromPoint(at.x, at.y)
  const isHit = hit !== null && (element.contains(hit) || hit.closest('label')?.control === element)
  return isHit ? at : `${hit === null ? 'nothing' : hit.outerHTML.slice(0, 100)} lies there`
}
