import { memo, useState } from 'react'
import { printNumber } from '../../model/numberFormat.ts'
import { toggleChoice, toggleExcluded } from '../../model/query/queryEdit.ts'
import { useStores } from '../../store/hooks.ts'
import { toWord, type Choice } from './facetGroups.ts'
import { TagDot } from '../../widgets/Tag.tsx'
import styles from './Facets.module.css'

/** What a box was before it was clicked, and what the click made of it. */
type Clicked = { readonly was: boolean; readonly is: boolean }

/** A value to choose or to leave out, with the number of papers that it would leave. */
export const FacetValue = memo(function FacetValue({ id, ...choice }: Choice & { readonly id: string }) {
  const { field, value, label, isShared, count, read, chosen, excluded } = choice
  return (
    <label
      className={styles['choice']}
      data-empty={count === 0 || undefined}
      data-out={excluded || undefined}
      title={excluded ? undefined : 'Alt-click leaves these out'}
    >
      <Box
        label={label}
        field={field}
        word={toWord(field, value, label, isShared)}
        chosen={chosen}
        excluded={excluded}
        describedBy={read === undefined ? id : `${id} ${id}-read`}
      />
      <span id={id} className={styles['count']}>
        {excluded ? 'left out' : printNumber(count)}
      </span>
      {read !== undefined && (
        <span
          id={`${id}-read`}
          role="img"
          aria-label={`${printNumber(read)} of ${printNumber(count)} read`}
          className={styles['read']}
        >
          <span style={{ inlineSize: `${count > 0 ? (100 * read) / count : 0}%` }} />
        </span>
      )}
    </label>
  )
})

type BoxProps = Pick<Choice, 'label' | 'field' | 'chosen' | 'excluded'> & {
  /** The value as a query names it. */
  readonly word: string
  readonly describedBy: string
}

/** What is clicked. Most counts change with every answer; this does not, and is not drawn again for them. */
const Box = memo(function Box({ label, field, word, chosen, excluded, describedBy }: BoxProps) {
  const { viewing } = useStores()
  // A box is checked as soon as it is clicked; the counts come with the answer.
  const [clicked, setClicked] = useState<Clicked | null>(null)
  const isChecked = clicked && clicked.was === chosen ? clicked.is : chosen
  const onToggle = (isOut: boolean) => {
    const { view, change } = viewing.getState()
    if (!isOut && !excluded) setClicked({ was: chosen, is: !isChecked })
    // What is left out is let in again by either click.
    const toggle = isOut || excluded ? toggleExcluded : toggleChoice
    change({ text: toggle(view.text, field, word) })
  }
  return (
    <>
      <input
        type="checkbox"
        checked={isChecked}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={({ nativeEvent }) => onToggle((nativeEvent as PointerEvent).altKey)}
      />
      {field === 'tag' && <TagDot tag={word} />}
      <span className={styles['name']} aria-hidden="true" dir="auto">
        {label}
      </span>
    </>
  )
})
