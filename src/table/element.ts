type Attributes = Readonly<Record<string, string>>

/** A new element with attributes and children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

/** A drawing of paths. */
export function drawing(
  attributes: Attributes,
  ...shapes: readonly (readonly [name: string, attributes: Attributes])[]
) {
  const make = (name: string, attributes: Attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const svg = make('svg', attributes)
  svg.append(...shapes.map(([name, attributes]) => make(name, attributes)))
  return svg
}

// What is written again as it stands would be laid out again.

export function setText(text: Text, value: string) {
  if (text.data !== value) text.data = value
}

/** Sets an attribute, or with null takes it away. */
export function setAttribute(element: Element, name: string, value: string | null) {
  if (element.getAttribute(name) === value) return
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}

export function setHidden(element: HTMLElement, isHidden: boolean) {
  if (element.hidden !== isHidden) element.hidden = isHidden
}
