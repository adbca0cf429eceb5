import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../dialog/Dialog.tsx'
import { readKey } from '../commands/keyEvents.ts'
import { searchPalette, type Group, type Offer } from './paletteItems.ts'
import type { Scene } from '../commands/actions.ts'
import { useAllFacetValues } from '../sidebar/useAllFacetValues.ts'
import styles from './CommandPalette.module.css'

/** The step of Page Up and Page Down. */
const PAGE = 8
/** How long results that are there wait for those of the engine, before they are shown alone. */
const PATIENCE_MS = 150

/** The command palette: finds commands, views, papers, topics, tags and lists by name. */
export function CommandPalette({ scene }: { readonly scene: Scene }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { groups, whole } = useOffers(text, scene)
  useAllFacetValues('topic tag')
  const id = useId()
  const offers = groups.flatMap(({ offers }) => offers)
  const at = Math.max(0, indexOf(offers, chosen))
  const active = offers[at]
  const input = useRef<HTMLInputElement>(null)

  // A dialog focuses its first button when it opens.
  useLayoutEffect(() => input.current?.focus(), [])
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const run = (offer: Offer | undefined) => {
    if (!offer) return
    scene.screen.getState().show(null)
    // After the dialog has closed and returned the focus.
    scene.queue.run(() => new Promise((resolve) => setTimeout(resolve)).then(() => offer.run(scene)))
  }
  /** A fast Enter waits for the results of what was typed. */
  const onEnter = async () => {
    const all = (await whole())?.flatMap(({ offers }) => offers)
    run(all?.[Math.max(0, indexOf(all, chosen))])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const key = readKey(event.nativeEvent)
    const { length } = offers
    const to: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % length,
      ArrowUp: (at + length - 1) % length,
      PageDown: Math.min(length - 1, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
      Home: 0,
      End: length - 1,
    }
    const next = key === null ? undefined : offers[to[key] ?? -1]
    if (key === 'Enter') void onEnter()
    else if (next) setChosen(next.id)
    else return
    event.preventDefault()
  }
  return (
    <Dialog label="Commands">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={active && `${id}-${at}`}
        aria-describedby={`${id}-signs`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className={styles['input']}
        placeholder="A command, a paper, a topic…"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(null)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label="Commands" className={styles['list']}>
        {groups.map(({ heading, offers: these }) => (
          <div key={heading} role="group" aria-labelledby={`${id}-${heading}`}>
            <div id={`${id}-${heading}`} className={styles['heading']}>
              {heading}
            </div>
            {these.map((offer) => (
              <Option
                key={offer.id}
                id={`${id}-${offers.indexOf(offer)}`}
                offer={offer}
                isActive={offer === active}
                onPoint={() => setChosen(offer.id)}
                onRun={() => run(offer)}
              />
            ))}
          </div>
        ))}
      </div>
      {offers.length === 0 && <p className={styles['none']}>No matches.</p>}
      <p id={`${id}-signs`} className={styles['signs']}>
        Begin with <kbd>&gt;</kbd> for commands alone, with <kbd>#</kbd> for topics and tags.
      </p>
    </Dialog>
  )
}

const indexOf = (offers: readonly Offer[], id: string | null) => offers.findIndex((offer) => offer.id === id)

const NEVER = Promise.resolve(false)

type Found = { readonly of: string; readonly groups: readonly Group[] }

/** The items for a text as far as they are found, and a way to wait for the important ones. */
function useOffers(text: string, scene: Scene) {
  const [found, setFound] = useState<Found>(() => ({ of: text, groups: searchPalette(text, scene, NEVER).now }))
  const coming = useRef<Promise<readonly Group[] | null>>(Promise.resolve(null))
  /** One text at a time is searched, and of the texts typed meanwhile only the last. */
  const before = useRef<Promise<unknown>>(NEVER)
  useEffect(() => {
    let isWanted = true
    const show = (groups: readonly Group[]) => {
      if (!isWanted) return null
      setFound({ of: text, groups })
      return groups
    }
    const turn = before.current.then(() => isWanted)
    const { now, all } = searchPalette(text, scene, turn)
    before.current = all
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise<readonly Group[]>((resolve) => {
      timer = setTimeout(() => resolve(now), PATIENCE_MS)
    })
    coming.current = (now.length > 0 ? Promise.race([all, patience]) : all).then(show)
    void all.then(show)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [text, scene])
  const whole = async () => {
    if (found.of === text) return found.groups
    for (;;) {
      const last = coming.current
      const groups = await last
      // The text that was typed meanwhile is the one that counts.
      if (groups || last === coming.current) return groups
    }
  }
  return { groups: found.groups, whole }
}

type OptionProps = {
  readonly id: string
  readonly offer: Offer
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onRun: () => void
}

const Option = ({ id, offer: { label, detail, keys }, isActive, onPoint, onRun }: OptionProps) => (
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the combobox has the keyboard
  <div
    id={id}
    role="option"
    aria-selected={isActive}
    className={styles['option']}
    // Not when the list moves below a resting pointer.
    onPointerMove={isActive ? undefined : onPoint}
    onClick={onRun}
  >
    <span className={styles['label']} dir="auto">
      {label}
    </span>
    {detail && <small>{detail}</small>}
    {keys && <kbd>{keys}</kbd>}
  </div>
)
