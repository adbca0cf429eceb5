import { Suspense, useState, type RefObject } from 'react'
import { differenceOf } from '../../../model/note/noteEdit.ts'
import { tick } from '../../../model/note/noteTask.ts'
import type { PaperId } from '../../../model/paper/paper.ts'
import { fold } from '../../../model/text/fold.ts'
import { useMark, useStores } from '../../../store/hooks.ts'
import { ErrorBoundary } from '../../../widgets/ErrorBoundary.tsx'
import type { Operate } from '../editor/textareaEdits.ts'
import { NO_SIDE_EFFECT, normalizeNewlines } from '../editor/useDraft.ts'
import { useLinked } from './useLinkedPapers.ts'
import { AroundContext, type PreviewContext } from './previewContext.ts'
import { lazyNamed } from '../../../widgets/OnDemand.tsx'
import styles from './MarkdownPreview.module.css'

// The Markdown parser is half as large as the whole app. It is loaded with the first note that is shown.
const MarkdownPreview = lazyNamed(() => import('./MarkdownPreview.tsx'), 'MarkdownPreview')

type Props = {
  readonly paper: PaperId
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly onOperate: Operate
}

/** The preview of a note. Its tasks can be ticked, and its links open other papers. */
export function NotePreview({ paper, box, onOperate }: Props) {
  const { library, viewing } = useStores()
  const note = normalizeNewlines(useMark(paper).note)
  const [ticked, setTicked] = useState<string | null>(null)
  const around: PreviewContext = {
    paperOf: useLinked(note),
    onOpen: ({ id }) => viewing.getState().change({ paper: id }),
    onSearch: (name) => viewing.getState().change({ text: fold(name), paper: null }),
    onTick: (place) => {
      const { value } = box.current!
      const next = tick(value, placeAfter(place, note, value))
      if (next === null) return
      setTicked(next)
      write(next)
    },
  }
  const write = (next: string) => {
    const [element, keyboard] = [box.current!, document.activeElement]
    // On a touch screen the keyboard would come up.
    if (!matchMedia('(pointer: fine)').matches || element.matches('[data-view="preview"] *')) {
      library.getState().edit([paper], { note: next }, NO_SIDE_EFFECT)
      return
    }
    element.dataset['atOnce'] = ''
    onOperate((writing) => ({ ...writing, text: next }))
    delete element.dataset['atOnce']
    if (keyboard instanceof HTMLElement) keyboard.focus({ preventScroll: true })
  }
  const plain = <p className={styles['plain']}>{note}</p>
  return (
    <div className={styles['preview']} data-preview role="group" aria-label="Preview">
      <ErrorBoundary fallback={plain}>
        <Suspense fallback={plain}>
          <AroundContext value={around}>
            <MarkdownPreview note={note} isUrgent={note === ticked} />
          </AroundContext>
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}

/** Where an offset of a text is after the text was changed. */
function placeAfter(place: number, before: string, after: string): number {
  const { from, to, text } = differenceOf(before, after)
  return place < from ? place : place + text.length - (to - from)
}
