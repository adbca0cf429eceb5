import { Menu } from '@base-ui/react/menu'
import { useMemo, type RefObject } from 'react'
import { insertTemplate, templatesOf } from '../../../model/note/template.ts'
import { useLibrary } from '../../../store/hooks.ts'
import status from '../../../widgets/Status.module.css'
import type { Operate } from '../editor/textareaEdits.ts'
import styles from './Templates.module.css'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  readonly isBlank: boolean
  readonly onOperate: Operate
  readonly onOpen: (what: 'save' | 'change') => void
  readonly onClose: () => void
}

/** The templates menu below `anchor`. The chosen template is inserted at the caret. */
export function TemplatesMenu({ anchor, isBlank, onOperate, onOpen, onClose }: Props) {
  const things = useLibrary(({ things }) => things)
  const templates = useMemo(() => templatesOf(things), [things])
  // After the menu has closed and returned the focus.
  const later = (work: () => void) => {
    onClose()
    requestAnimationFrame(work)
  }
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      {/* Within its landmark; and what is outside of a dialog that is open can be neither seen nor pressed. */}
      <Menu.Portal container={anchor.current?.closest<HTMLElement>('dialog, section') ?? document.body}>
        <Menu.Positioner anchor={anchor} className={status['positioner']} align="end" sideOffset={4}>
          <Menu.Popup className={`${status['menu']} ${styles['menu']}`} aria-label="Templates" finalFocus={anchor}>
            {templates.map((template) => (
              <Item
                key={template.id ?? ''}
                label={template.name}
                run={() => later(() => onOperate(insertTemplate(template)))}
              />
            ))}
            <Menu.Separator className={styles['line']} />
            <Item label="Keep this note as a template…" disabled={isBlank} run={() => later(() => onOpen('save'))} />
            {templates.length > 1 && <Item label="Change templates…" run={() => later(() => onOpen('change'))} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

type ItemProps = { readonly label: string; readonly disabled?: boolean; readonly run: () => void }

const Item = ({ label, disabled = false, run }: ItemProps) => (
  <Menu.Item className={`${status['item']} ${styles['item']}`} label={label} disabled={disabled} onClick={run}>
    {label}
  </Menu.Item>
)
