import { execFileSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A separate disk that can be filled. */
export type SmallDisk = {
  readonly folder: string
  /** Fills the disk, and takes what the browser frees at once, until it is emptied. */
  fill(): void
  empty(): void
  /** The number of free bytes. */
  free(): number
  unmount(): void
}

/** Enough for a browser’s profile, and little enough to fill quickly. */
const SIZE_MB = 300

/** A disk in memory, or null where it may not be mounted, which only root may. */
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

/** Appends to a file in smaller and smaller pieces, to the last byte of its disk. */
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
