import { branchOf, newNameOf } from '../../model/tag/tag.ts'
import { useStores } from '../../store/hooks.ts'
import { renameTag } from '../../store/library/tags.ts'
import { showUndo } from '../../store/toasts.ts'
import { NameForm } from '../../widgets/NameForm.tsx'
import { countMessage, renameMessage } from './tagMessages.ts'
import { useBranch } from './useBranch.ts'

type Props = { readonly tag: string; readonly onDone: () => void }

/** Asks for the new name of a tag, and says what it would change while it is typed. */
export function RenameTag({ tag, onDone }: Props) {
  const stores = useStores()
  const { tagged, branch } = useBranch(tag)
  const isTag = (name: string) => branchOf(tagged, name).papers.length > 0
  const message = (to: string, isDone: boolean) => renameMessage(branch, to, isTag(to), isDone)
  return (
    <NameForm
      label={`New name of ${tag}`}
      name={tag}
      submit="Rename"
      hint={(typed) => {
        const to = newNameOf(tag, typed, tagged)
        return to === '' ? countMessage(branch) : message(to, false)
      }}
      onName={(name) => {
        const to = newNameOf(tag, name ?? '', tagged)
        if (to !== '') {
          renameTag(stores, tag, to)
          showUndo(message(to, true), stores.library)
        }
        onDone()
      }}
    />
  )
}
