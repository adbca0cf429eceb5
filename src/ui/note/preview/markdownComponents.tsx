import { useContext, type MouseEvent, type ReactNode } from 'react'
import type { Components } from 'react-markdown'
import { DEFAULT_VIEW, printView } from '../../../model/query/view.ts'
import { AroundContext } from './previewContext.ts'
import styles from './MarkdownPreview.module.css'

type Link = { readonly name: string; readonly children?: ReactNode }

/** A link to another paper. It opens the paper, or searches it where there is none. */
function PaperLink({ name, children }: Link) {
  const around = useContext(AroundContext)
  const paper = around?.paperOf(name)
  if (!around || paper === undefined) return <span>{children}</span>
  if (paper === null)
    return (
      <button
        type="button"
        className={styles['unknown']}
        title="No paper has this name. Search for it"
        onClick={() => around.onSearch(name)}
      >
        {children}
      </button>
    )
  const onClick = (event: MouseEvent) => {
    // With a modifier the browser opens the link beside this page.
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

/** The box of a task. A click changes the text of the note. */
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

/** Scrolls to a footnote or back within the note, because the address belongs to the view. */
function onFootnote(event: MouseEvent<HTMLAnchorElement>) {
  event.preventDefault()
  const target = document.getElementById(event.currentTarget.hash.slice(1))
  target?.scrollIntoView({ block: 'nearest' })
  const [link] = target?.matches('a')
    ? [target]
    : (target?.querySelectorAll<HTMLElement>('[data-footnote-backref]') ?? [])
  link?.focus({ preventScroll: true })
}

/** A box that scrolls where its content is wider than the note, by keys as well, also when it has become so later. */
function reach(element: HTMLElement | null) {
  if (!element) return undefined
  const measure = () => {
    element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1
  }
  const [size, text] = [new ResizeObserver(measure), new MutationObserver(measure)]
  size.observe(element)
  // Code that becomes longer leaves the size of the element as it was.
  text.observe(element, { childList: true, characterData: true, subtree: true })
  return () => {
    size.disconnect()
    text.disconnect()
  }
}

const outside = { target: '_blank', rel: 'noopener noreferrer' }

/** The components of Markdown elements. None loads anything, and links lead only to safe addresses. */
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
  // The headings of a note are below those of its paper.
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
}
