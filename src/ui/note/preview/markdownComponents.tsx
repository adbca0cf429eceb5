import { useContext, type MouseEvent, type ReactNode } from 'react'
import type { Components } from 'react-markdown'
import { DEFAULT_VIEW, printView } from '../../../model/query/view.ts'
import { AroundContext } from './previewContext.ts'
import styles from './MarkdownPreview.module.css'

type Link = { readonly name: string; readonly children?: ReactNode }

/** A link to another paper: it opens that, or where there is none looks for one. */
function PaperLink({ name, children }: Link) {
  const around = useContext(AroundContext)
  const paper = around?.paperOf(name)
  if (!around || paper === undefined) return <span>{children}</span>
  if (paper === null)
    return (
      <button
        type="button"
        className={styles['unknown']}
        title="No paper here is called so. Search for it"
        onClick={() => around.onSearch(name)}
      >
        {children}
      </button>
    )
  const onClick = (event: MouseEvent) => {
    // Held down, these open it beside this page, as the browser knows how to.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    around.onOpen(paper)
  }
  return (
    <a href={`?${printView({ ...DEFAULT_VIEW, paper: paper.id })}`} title={paper.title} onClick={onClick}>
      {children}
    </a>
  )
}

type Task = { readonly checked: boolean; readonly place: unknown; readonly label: unknown }

/** The box of a task. Ticking it changes the text of the note. */
function TaskBox({ checked, place, label }: Task) {
  const around = useContext(AroundContext)
  return (
    <input
      type="checkbox"
      checked={checked}
      disabled={!around}
      aria-label={typeof label === 'string' && label !== '' ? label : 'Task'}
      onChange={() => typeof place === 'number' && around?.onTick(place)}
    />
  )
}

/** Goes to a footnote, or back, within the note: the address belongs to the view. */
function onFootnote(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault()
  const target = document.getElementById(event.currentTarget.hash.slice(1))
  target?.scrollIntoView({ block: 'nearest' })
  const [link] = target?.matches('a')
    ? [target]
    : (target?.querySelectorAll<HTMLElement>('[data-footnote-backref]') ?? [])
  link?.focus({ preventScroll: true })
}

/** What may be wider than the note, and then is scrolled by the keyboard as well, also when it has become so since. */
function reach(element: HTMLElement | null) {
  if (!element) return undefined
  const measure = () => {
    element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1
  }
  const [size, text] = [new ResizeObserver(measure), new MutationObserver(measure)]
  size.observe(element)
  // Code that becomes longer leaves the element as large as it was.
  text.observe(element, { childList: true, characterData: true, subtree: true })
  return () => {
    size.disconnect()
    text.disconnect()
  }
}

const outside = { target: '_blank', rel: 'noopener noreferrer' }

/** How what Markdown has is shown. No element fetches anything, and links lead only to safe addresses. */
export const parts: Components = {
  a: ({ node, href, id, children }) => {
    const { dataPaper, dataFootnoteRef, dataFootnoteBackref, ariaLabel } = node?.properties ?? {}
    if (typeof dataPaper === 'string') return <PaperLink name={dataPaper}>{children}</PaperLink>
    if (dataFootnoteRef !== undefined || dataFootnoteBackref !== undefined)
      return (
        <a
          href={href}
          id={id}
          aria-label={typeof ariaLabel === 'string' ? ariaLabel : undefined}
          data-footnote-backref={dataFootnoteBackref === undefined ? undefined : ''}
          onClick={onFootnote}
        >
          {children}
        </a>
      )
    return href ? (
      <a href={href} {...outside}>
        {children}
      </a>
    ) : (
      <span>{children}</span>
    )
  },
  // A picture would tell a stranger's server what is read here; its link tells only who follows it.
  img: ({ src, alt }) =>
    typeof src === 'string' && src !== '' ? (
      <a href={src} {...outside}>
        {alt || src}
      </a>
    ) : (
      <span>{alt}</span>
    ),
  input: ({ checked, node }) => {
    const { dataTask, ariaLabel } = node?.properties ?? {}
    return <TaskBox checked={checked === true} place={dataTask} label={ariaLabel} />
  },
  pre: ({ children }) => <pre ref={reach}>{children}</pre>,
  table: ({ children }) => <table ref={reach}>{children}</table>,
  // The note's headings stand below the paper's own.
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
}
