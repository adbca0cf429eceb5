import { useMemo, type RefObject } from 'react'
import { insertTemplate, templatesOf } from '../../../model/note/template.ts'
import { useLibrary } from '../../../store/hooks.ts'
import { MenuItem, MenuLine, PopupMenu } from '../../../widgets/PopupMenu.tsx'
import type { Operate } from '../editor/textareaEdits.ts'

type Props = {
  readonly anchor: RefObject<HTMLElement | null>
  readonly isBlank: boolean
  readonly onOperate: Operate
  readonly onOpen: (what: 'save' | 'change') => void
  readonly onClose: () => void
}

/** The templates menu below `anchor`. The chosen template is inserted at the caret. */
export function TemplatesMenu({ anchor, isBlank, onOperate, onOpen, onClose }: Props) {
  const userRecords = useLibrary(({ userRecords }) => userRecords)
  const templates = useMemo(() => templatesOf(userRecords), [userRecords])
  // After the menu has closed and returned the focus.
  const later = (work: () => void) => {
    onClose()
    requestAnimationFrame(work)
  }
  return (
    <PopupMenu label="Templates" anchor={anchor} align="end" onClose={onClose}>
      {templates.map((template) => (
        <MenuItem
          key={template.id ?? ''}
          label={template.name}
          onClick={() => later(() => onOperate(insertTemplate(template)))}
        />
      ))}
      <MenuLine />
      <MenuItem label="Save this note as a template…" disabled={isBlank} onClick={() => later(() => onOpen('save'))} />
      {templates.length > 1 && <MenuItem label="Manage templates…" onClick={() => later(() => onOpen('change'))} />}
    </PopupMenu>
  )
}
