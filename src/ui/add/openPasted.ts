import type { Screen } from '../../store/screen.ts'

/** Opens a text where it is best seen: papers to be added, or the preview of a file. */
export async function openPasted(text: string, show: Screen['show']): Promise<void> {
  const { readPasted } = await import('../../formats/pasted/readPasted.ts')
  if (readPasted(text)) show('add', [], { text })
  else show('import', [new File([text], 'Pasted text')])
}
