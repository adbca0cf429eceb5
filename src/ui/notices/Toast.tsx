import { toasts, useToast } from '../../store/toasts.ts'
import styles from './Toast.module.css'

/**
 * A live region for toasts, in the page and in every modal dialog; the topmost one shows them. It exists before there
 * is a toast, as screen readers require.
 */
export function ToastPlace() {
  const toast = useToast()
  return (
    <div aria-live="polite" className={styles['toast']} data-toast data-actions={toast?.actions ? true : undefined}>
      {toast && <span>{toast.words}</span>}
      {toast?.actions?.map(({ label, run }) => (
        <button
          key={label}
          type="button"
          onClick={run}
          onFocus={toasts.hold}
          onBlur={toasts.release}
          onPointerEnter={toasts.hold}
          onPointerLeave={toasts.release}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
