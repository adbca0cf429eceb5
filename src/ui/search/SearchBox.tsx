import { useRef, useState } from 'react'
import type { QueryProblem } from '../../model/query/query.ts'
import { useAnswers, useHint, useShownView, useStores } from '../../store/hooks.ts'
import { enterList, type Scene } from '../commands/actions.ts'
import type { Press } from '../controls/Autocomplete.tsx'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import styles from './SearchBox.module.css'
import { useFocusTarget } from '../controls/useFocusTarget.ts'

const QueryErrors = lazyNamed(() => import('./QueryErrors.tsx'), 'QueryErrors')
const SearchSuggestions = lazyNamed(() => import('./SearchSuggestions.tsx'), 'SearchSuggestions')
const NO_PROBLEMS: readonly QueryProblem[] = []

/** The query as text. What it does not understand is underlined and said below it, and the rest of it holds. */
export function SearchBox({ scene }: { readonly scene: Scene }) {
  const { viewing } = useStores()
  const problems = useAnswers(({ answer }) => answer?.problems ?? NO_PROBLEMS)
  const input = useRef<HTMLInputElement>(null)
  const asked = useShownView(({ text }) => text)
  /** What is typed while keys that were pressed before it wait: they are for the list as it is asked for now. */
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? asked
  const press = useRef<Press>(null)
  const hint = useHint('search', '/')
  const { type, change } = viewing.getState()
  useFocusTarget(
    ({ place }) => place === 'search',
    () => {
      input.current!.focus()
      input.current!.select()
    },
  )
  return (
    <div className={styles['search']}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="7" cy="7" r="4.5" />
        <path d="m10.5 10.5 4 4" />
      </svg>
      <input
        ref={input}
        type="search"
        aria-label="Search papers"
        placeholder="Search papers"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        aria-describedby={problems.length > 0 ? 'query-problem' : undefined}
        onChange={({ target: { value } }) => {
          if (!scene.queue.isBusy()) return type(value)
          setDraft(value)
          scene.queue.run(() => {
            type(value)
            setDraft((last) => (last === value ? null : last))
          })
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || press.current?.(event)) return
          if (event.key === 'Escape') {
            event.preventDefault()
            if (event.currentTarget.value === '') return event.currentTarget.blur()
            setDraft(scene.queue.isBusy() ? '' : null)
            scene.queue.run(() => {
              change({ text: '' })
              setDraft(null)
            })
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            enterList(scene, event.currentTarget)
          }
        }}
      />
      {text === '' && hint !== '' && (
        <kbd className={styles['key']} aria-hidden="true">
          {hint}
        </kbd>
      )}
      {text.includes(':') && (
        <OnDemand>
          <SearchSuggestions
            text={text}
            input={input}
            takeKeys={(next) => void (press.current = next)}
            onChoose={type}
          />
        </OnDemand>
      )}
      {problems.length > 0 && (
        <OnDemand>
          <QueryErrors id="query-problem" text={text} problems={problems} input={input} />
        </OnDemand>
      )}
    </div>
  )
}
