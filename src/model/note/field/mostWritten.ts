/** The most frequent of some texts; of several the first by its letters. */
export function mostWritten(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const [first, ...others] = counts
  let [most, highest] = first!
  for (const [text, count] of others)
    if (count > highest || (count === highest && text < most)) [most, highest] = [text, count]
  return most
}
