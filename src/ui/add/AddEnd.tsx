import type { ListChoice, useAdding } from './useAdding.ts'
import styles from './AddDialog.module.css'

type Props = {
  readonly listChoice: ListChoice
  readonly state: ReturnType<typeof useAdding>['state']
  readonly isEmpty?: boolean
}

/** The end of a form that adds papers: the list to add to, what went wrong, and the button. */
export function AddEnd({ listChoice: { own, into, name, choose, call }, state, isEmpty = false }: Props) {
  return (
    <>
      {typeof state === 'object' && (
        <p role="alert" className={styles['failed']}>
          Nothing was added: {state.failed}
        </p>
      )}
      <div className={styles['end']}>
        {own.length > 0 && (
          <label>
            List{' '}
            <select value={into ?? ''} onChange={({ target }) => choose(target.value || null)}>
              {own.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
              <option value="">a new list</option>
            </select>
          </label>
        )}
        {into === null && (
          <label>
            New list <input dir="auto" value={name} onChange={({ target }) => call(target.value)} />
          </label>
        )}
        <button type="submit" className="button" data-main disabled={state === 'adding' || isEmpty}>
          Add
        </button>
      </div>
    </>
  )
}
