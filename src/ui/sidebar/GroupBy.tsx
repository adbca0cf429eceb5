import { useId } from 'react'
import { fields } from '../../model/query/fields.ts'
import { GROUP_FIELDS } from '../../model/query/view.ts'
import { useStores, useView } from '../../store/hooks.ts'
import styles from './GroupBy.module.css'

/** By what the list is parted. */
export function GroupBy() {
  const { viewing } = useStores()
  const group = useView(({ view }) => view.group)
  const id = useId()
  return (
    <div role="radiogroup" aria-labelledby={id} className={styles['group']}>
      <span id={id}>Group by</span>
      <div className={styles['choices']}>
        {[null, ...GROUP_FIELDS].map((field) => (
          <label key={field} className={styles['choice']}>
            <input
              type="radio"
              className="hidden"
              name={id}
              checked={group === field}
              onChange={() => viewing.getState().change({ group: field })}
            />
            {field ? fields[field].label : 'Nothing'}
          </label>
        ))}
      </div>
    </div>
  )
}
