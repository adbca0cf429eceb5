import { toasts, useToast } from '../../store/toasts.ts'
import styles from './Toast.module.css'

/**
 * A place where toasts are shown, in the page and in every dialog that hides it; the one on top shows them. It is there
 * before there is a toast, as screen readers want it.
 */
export function ToastPlace() {
  const toast = useToast()
  return (
    <div aria-live="polite" className={styles['toast']} data-toast>
      {toast?.words}
      {toast?.action && (
        <button
          type="button"
          onClick={toast.action.run}
          onFocus={toasts.hold}
          onBlur={toasts.release}
          onPointerEnter={toasts.hold}
          onPointerLeave={toasts.release}
        >
          {toast.action.label}
        </button>
      )}
    </div>
  )
}
