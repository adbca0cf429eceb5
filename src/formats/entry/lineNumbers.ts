/** Returns a function that maps an offset in `text` to its line, counted from 1, in logarithmic time. */
export function createLines(text: string): (at: number) => number {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (at) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= at) low = middle
      else high = middle
    }
    return low + 1
  }
}

/** Removes the byte order mark and converts line ends to LF. */
export const toLf = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
