import { useRef, useState } from 'react'
import { lazyNamed, OnDemand } from '../../widgets/OnDemand.tsx'
import styles from '../../widgets/SmallButton.module.css'

const TagMenu = lazyNamed(() => import('./TagMenu.tsx'), 'TagMenu')
const RenameTag = lazyNamed(() => import('./RenameTag.tsx'), 'RenameTag')

/** What can be done with a tag on all its papers: a button, its menu, and below it the form for a new name. */
export function TagActions({ tag }: { readonly tag: string }) {
  const [shown, setShown] = useState<'menu' | 'form' | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  // The menu closes by itself once “Rename…” has opened the form.
  const onClose = () => setShown((shown) => (shown === 'menu' ? null : shown))
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles['small']}
        aria-label={`Actions for tag ${tag}`}
        aria-haspopup="menu"
        aria-expanded={shown === 'menu'}
        onClick={() => setShown('menu')}
      >
        ⋯
      </button>
      <OnDemand fallback={<span role="alert">The menu could not be loaded. Reload the page to try again.</span>}>
        {shown === 'menu' && <TagMenu tag={tag} anchor={button} onRename={() => setShown('form')} onClose={onClose} />}
        {shown === 'form' && <RenameTag tag={tag} onDone={() => setShown(null)} />}
      </OnDemand>
    </>
  )
}
