// The recovery page. It shares only the reading and merging of marks with the app, and needs no React.
import { timeOf } from '../model/mark/clock.ts'
import { printCount } from '../model/numberFormat.ts'
import { errorMessage } from '../model/errorMessage.ts'
import { latestStamp, type Marks } from '../model/mark/cell.ts'
import { mergeInto, readBefore, readDatabase, readJournals, readLists, type Copy } from './copies.ts'

void show()

async function show() {
  const place = document.getElementById('copies')!
  const found = await Promise.allSettled([readDatabase(), readJournals(), readLists(), readBefore()])
  const copies = found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  const failures = found.flatMap((result) => (result.status === 'rejected' ? [errorMessage(result.reason)] : []))
  place.replaceChildren(
    ...failures.map((failure) => element('p', { role: 'alert' }, `One copy could not be read: ${failure}`)),
    ...copies.map(toSection),
    ...(copies.length === 0
      ? [element('p', {}, 'Nothing was found. If you have a backup file, import it in Offprint.')]
      : []),
  )
  place.removeAttribute('aria-busy')
}

function toSection(copy: Copy): HTMLElement {
  const latest = latestStamp(copy.marks.values())
  const when = latest ? `, the last of ${new Date(timeOf(latest)).toLocaleString()}` : ''
  const status = element('p', { role: 'status' })
  const restore = element('button', { type: 'button' }, 'Merge into the database')
  restore.addEventListener('click', () => {
    status.textContent = 'Merging…'
    mergeInto(copy.marks).then(
      () => (status.textContent = `Done: marks of ${papers(copy.marks)} are in the database. Open Offprint.`),
      (error: unknown) => (status.textContent = `It did not work, and nothing was changed: ${errorMessage(error)}`),
    )
  })
  const download = element('button', { type: 'button' }, 'Download unchanged')
  download.addEventListener('click', () => save(copy.file))
  const remove = element('button', { type: 'button' }, 'Remove')
  remove.addEventListener('click', () => {
    if (!confirm(`Remove ${copy.name} for good? Its file can be imported again, if you download that first.`)) return
    copy.remove!().then(
      () => (status.textContent = 'Removed. Your marks and notes stay.'),
      (error: unknown) => (status.textContent = `It did not work: ${errorMessage(error)}`),
    )
  })
  return element(
    'section',
    { 'aria-label': copy.name },
    element('h2', {}, copy.name),
    element('p', {}, copy.hasMarks === false ? copy.remark : `Marks of ${papers(copy.marks)}${when}. ${copy.remark}`),
    copy.unread.length > 0 ? toDetails(copy.unread) : '',
    element('p', {}, download, copy.marks.size > 0 ? restore : '', copy.remove ? remove : ''),
    status,
  )
}

const SHOWN = 2000

/** The raw unreadable records, each cut to SHOWN characters. */
const toDetails = (unread: Copy['unread']) =>
  element(
    'details',
    {},
    element('summary', {}, `${unread.length} that could not be read`),
    ...unread.map(([key, raw]) =>
      element('p', {}, element('b', {}, key), ' ', element('code', {}, raw.slice(0, SHOWN))),
    ),
  )

const papers = ({ size }: Marks) => printCount(size, 'paper')

function save({ name, type, content }: Copy['file']) {
  const url = URL.createObjectURL(new Blob([content], { type }))
  element('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function element(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly (Node | string)[]) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}
