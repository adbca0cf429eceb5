import { Menu } from '@base-ui/react/menu'
import { useRef, type RefObject } from 'react'
import { ownColour, TAG_COLOURS } from '../../model/tag/tagColour.ts'
import { useLibrary, useStores } from '../../store/hooks.ts'
import { colourTag, deleteTag } from '../../store/library/tags.ts'
import { showUndo } from '../../store/toasts.ts'
import { MenuItem, MenuLine, PopupMenu } from '../../widgets/PopupMenu.tsx'
import menu from '../../widgets/PopupMenu.module.css'
import colours from '../../widgets/Tag.module.css'
import { deleteMessage } from './tagMessages.ts'
import { useBranch } from './useBranch.ts'

type Props = {
  readonly tag: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly onRename: () => void
  readonly onClose: () => void
}

/** The menu of a tag below `anchor`. Closing it returns the focus to `anchor`, or to the form for a name. */
export function TagMenu({ tag, anchor, onRename, onClose }: Props) {
  const stores = useStores()
  const { branch } = useBranch(tag)
  const colour = useLibrary(({ userRecords }) => ownColour(userRecords, tag))
  const isRenaming = useRef(false)
  const rename = () => {
    isRenaming.current = true
    onRename()
  }
  const remove = () => {
    deleteTag(stores, tag)
    showUndo(deleteMessage(branch, true), stores.library)
  }
  return (
    <PopupMenu
      label={`Tag ${tag}`}
      anchor={anchor}
      align="end"
      returnsFocus={() => !isRenaming.current}
      onClose={onClose}
    >
      <MenuItem label="Rename…" onClick={rename} />
      <MenuItem label={deleteMessage(branch)} onClick={remove} />
      <MenuLine />
      <Menu.RadioGroup
        aria-label="Colour"
        value={colour ?? 'none'}
        onValueChange={(chosen) => colourTag(stores, tag, TAG_COLOURS.find((colour) => colour === chosen) ?? null)}
      >
        {['none', ...TAG_COLOURS].map((colour) => (
          <Menu.RadioItem key={colour} value={colour} closeOnClick className={menu['item']} label={nameOf(colour)}>
            <span className={colours['dot']} data-colour={colour} aria-hidden="true" />
            {nameOf(colour)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </PopupMenu>
  )
}

const nameOf = (colour: string) => (colour === 'none' ? 'No colour' : `${colour[0]!.toUpperCase()}${colour.slice(1)}`)
