import { useStores } from '../../store/hooks.ts'

/** The way to add a paper. It is a link, so that it opens in another tab as well. */
export function AddLink({ className }: { readonly className?: string }) {
  const { screen } = useStores()
  return (
    <a
      href="#add"
      {...(className && { className, 'data-main': true })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        screen.getState().show('add')
      }}
    >
      Add a paper
    </a>
  )
}
