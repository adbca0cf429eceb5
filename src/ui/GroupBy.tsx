import { fields, isFieldId } from '../model/fields.ts'
import { GROUP_FIELDS } from '../model/view.ts'
import { useStores, useViewing } from '../store/hooks.ts'
import styles from './GroupBy.module.css'

/** By what the list is parted. */
export function GroupBy() {
  const { viewing } = useStores()
  const group = useViewing(({ view }) => view.group)
  return (
    <label className={styles['line']}>
      Group by
      <select
        value={group ?? ''}
        onChange={({ target: { value } }) => viewing.getState().change({ group: isFieldId(value) ? value : null })}
      >
        <option value="">Nothing</option>
        {GROUP_FIELDS.map((id) => (
          <option key={id} value={id}>
            {fields[id].label}
          </option>
        ))}
      </select>
    </label>
  )
}
