import { useLayoutEffect, useState, type RefObject } from 'react'

/** The height of the header row with its border, in pixels: rows begin below it. */
export const headHeightOf = (grid: HTMLElement) => (grid.firstElementChild as HTMLElement | null)?.offsetHeight ?? 0

/** The size of the grid and the height of its header row, in pixels; 0 until the first layout. */
export function useSize(grid: RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0, headHeight: 0 })
  useLayoutEffect(() => {
    const { current } = grid
    const read = () => {
      const { clientWidth: width, clientHeight: height } = current!
      const headHeight = headHeightOf(current!)
      setSize((before) =>
        before.width === width && before.height === height && before.headHeight === headHeight
          ? before
          : { width, height, headHeight },
      )
    }
    read()
    const resized = new ResizeObserver(read)
    resized.observe(current!)
    return () => resized.disconnect()
  }, [grid])
  return size
}
