import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { errorMessage } from '../../model/errorMessage.ts'
import type { PaperId } from '../../model/paper/paper.ts'
import { useAnswers } from '../../store/hooks.ts'
import { FoundWords, Highlight, useFoundWords } from '../../table/rows/Highlight.tsx'
import styles from './Abstract.module.css'

/** The lines of a folded abstract. */
const FOLDED_LINES = 8
const BYTES_A_LINE = 75

type Props = {
  readonly paper: PaperId
  /** Its size, if it is known: room for its first lines is kept until it has been read. */
  readonly bytes?: number
  /** Whether only the first lines are shown at first. */
  readonly folds?: boolean
}

type Loaded = { readonly of: PaperId; readonly text: string } | { readonly of: PaperId; readonly failure: string }

/** The abstract of a paper, if it has one, with the words that were searched. It is read when it is first shown. */
export function Abstract({ paper, bytes = 0, folds = true }: Props) {
  const loaded = useAbstract(paper)
  if (loaded === null && bytes === 0) return null
  if (loaded && 'text' in loaded && loaded.text === '') return null
  const lines = Math.ceil(bytes / BYTES_A_LINE)
  return (
    <section aria-label="Abstract" aria-busy={loaded === null} className={styles['abstract']}>
      <h3>Abstract</h3>
      {loaded === null && <div style={{ height: `${Math.min(lines, FOLDED_LINES)}lh` }} />}
      {loaded && 'failure' in loaded && <p role="alert">The abstract could not be read: {loaded.failure}</p>}
      {loaded && 'text' in loaded && <Text key={loaded.of} text={loaded.text} folds={folds} />}
    </section>
  )
}

/** The abstract of a paper; null while it is read. Lists that are loaded anew may have another one. */
function useAbstract(paper: PaperId): Loaded | null {
  const read = useAnswers(({ abstract }) => abstract)
  const opened = useAnswers(({ opened }) => opened)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  useEffect(() => {
    if (!opened) return undefined
    let isWanted = true
    const take = (loaded: Loaded) => isWanted && setLoaded(loaded)
    read(paper).then(
      (text) => take({ of: paper, text }),
      (error: unknown) => take({ of: paper, failure: errorMessage(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [read, paper, opened])
  return loaded?.of === paper ? loaded : null
}

function Text({ text, folds }: { readonly text: string; readonly folds: boolean }) {
  const words = useFoundWords(useAnswers(({ answer }) => answer))
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  /** Null until the user folds or unfolds it. */
  const [asked, setAsked] = useState<boolean | null>(null)
  const [isLong, setLong] = useState(false)
  const [hidesWord, setHidesWord] = useState(false)
  const isOpen = asked ?? (!folds || hidesWord)
  useLayoutEffect(() => {
    if (isOpen) return undefined
    const { current } = box
    const measure = () => {
      const { scrollHeight, clientHeight } = current!
      setLong(scrollHeight > clientHeight + 1)
      const word = words.length > 0 ? current!.querySelector('mark') : null
      if (word && word.offsetTop + word.offsetHeight > clientHeight + 1) setHidesWord(true)
    }
    measure()
    const resized = new ResizeObserver(measure)
    resized.observe(current!)
    return () => resized.disconnect()
  }, [isOpen, words])
  return (
    <>
      <div ref={box} id={id} dir="auto" className={styles['text']} data-folded={!isOpen || undefined}>
        <FoundWords value={words}>
          <Highlight text={text} />
        </FoundWords>
      </div>
      {isLong && (
        <button
          type="button"
          className={styles['fold']}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setAsked(!isOpen)}
        >
          {isOpen ? 'Show less' : 'Show all'}
        </button>
      )}
    </>
  )
}
