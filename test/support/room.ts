import { execFileSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own that can be made full. */
export type SmallDisk = {
  readonly folder: string
  /** Leaves no room at all, and takes what the browser frees as soon as it does, until it is emptied. */
  fill(): void
  empty(): void
  /** How many bytes are free. */
  free(): number
  unmount(): void
}

/** Enough for a browser's profile, and little enough to be filled in no time. */
const SIZE_MB = 300

/** A disk in memory, or null where one may not be mounted, as by anybody but root. */
export function mountSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'offprint', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    return null
  }
  const ballast = join(folder, 'ballast')
  let again: ReturnType<typeof setInterval> | undefined
  return {
    folder,
    fill() {
      fillUp(ballast)
      again ??= setInterval(() => fillUp(ballast), 20)
    },
    empty() {
      clearInterval(again)
      again = undefined
      rmSync(ballast, { force: true })
    },
    free: () => {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    },
    unmount() {
      clearInterval(again)
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
      rmSync(folder, { recursive: true })
    },
  }
}

/** Appends to a file, less and less at a time, to the last byte of its disk. */
function fillUp(ballast: string) {
  const file = openSync(ballast, 'a')
  for (let size = 1 << 20; size >= 1; size >>= 4) {
    const bytes = Buffer.alloc(size, 1)
    try {
      while (writeSync(file, bytes) > 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  fsyncSync(file)
  closeSync(file)
}
