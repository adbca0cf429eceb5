import type { Page } from '@playwright/test'

/**
 * The elements that run past an edge of the window and cannot be scrolled into view, and those that scroll sideways but
 * are not a row of headers, a table, code or a formula.
 */
export const spills = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const nameOf = (one: Element) =>
      `${one.tagName.toLowerCase()} ${one.getAttribute('class') ?? ''} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)}”`
    const isWide = (one: Element) =>
      one.matches('table, pre, math, [data-formula], math, [role="grid"] > [role="row"]') ||
      one.querySelector(':scope > table')
    const scrolls = (one: Element, axis: 'overflowX' | 'overflowY') => /auto|scroll/.test(getComputedStyle(one)[axis])
    const found: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} pixels wide`)
    const open = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
    for (const one of open.querySelectorAll('*')) {
      if (scrolls(one, 'overflowX') && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && !isWide(one))
        found.push(`scrolls sideways: ${nameOf(one)}`)
      const { left, right, top, bottom, width, height } = one.getBoundingClientRect()
      if (!one.matches('button, a, input, select, textarea, summary, [role^="menuitem"], [role="option"]')) continue
      // Hidden elements, and those only for screen readers.
      if (width * height <= 1 || getComputedStyle(one).visibility === 'hidden' || one.closest('.hidden')) continue
      const around: Element[] = []
      for (let parent = one.parentElement; parent; parent = parent.parentElement) around.push(parent)
      if ((left < -1 || right > innerWidth + 1) && !around.some(isWide)) found.push(`past the side: ${nameOf(one)}`)
      const isPage =
        document.documentElement.scrollHeight > innerHeight && getComputedStyle(document.body).overflowY !== 'hidden'
      const isReached =
        isPage || around.some((parent) => scrolls(parent, 'overflowY') && parent.scrollHeight > parent.clientHeight)
      if ((top < -1 || bottom > innerHeight + 1) && !isReached) found.push(`out of reach: ${nameOf(one)}`)
    }
    return found
  })

/**
 * The controls that are hard to hit with a finger: less than 44 pixels high or wide, except links within text and bars
 * of a chart.
 */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const LEAST_PX = 44
    const isOnlyHeard = (one: Element): boolean =>
      getComputedStyle(one).clipPath !== 'none' || (one.parentElement !== null && isOnlyHeard(one.parentElement))
    const open = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
    return [
      ...open.querySelectorAll('button, a, input, select, textarea, summary, [role^="menuitem"], [role="option"]'),
    ].flatMap((one) => {
      const style = getComputedStyle(one)
      // Controls in the text of a note, and the hidden file input.
      if (one.closest('[data-preview]') || isOnlyHeard(one)) return []
      if (one.closest('svg') || (one.matches('a') && style.display === 'inline') || one.matches('[type="file"]'))
        return []
      const { width, height } = ((one.matches('input') && one.closest('label')) || one).getBoundingClientRect()
      if (width * height <= 1 || style.visibility === 'hidden' || one.closest('.hidden')) return []
      const isLarge = Math.round(width) >= LEAST_PX && Math.round(height) >= LEAST_PX
      const name = (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)
      return isLarge ? [] : [`${one.tagName} “${name}” ${Math.round(width)} × ${Math.round(height)}`]
    })
  })
