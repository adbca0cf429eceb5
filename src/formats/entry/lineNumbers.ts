/** The line, counted from 1, in which a place of `text` stands. Fast for places asked for in order or at random. */
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

/** Text without a byte order mark, its lines ended by LF alone. */
export const toLf = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
