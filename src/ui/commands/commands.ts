import { flushSync } from 'react-dom'
import type { CopyName } from '../../formats/copyFormats.ts'
import { fields } from '../../model/query/fields.ts'
import type { Bindable } from '../../model/keys/keyBindings.ts'
import { STATUSES, STATUS_LABELS } from '../../model/mark/mark.ts'
import { landingPage } from '../../model/paper/identity.ts'
import { isCode } from '../../model/paper/paper.ts'
import { GROUP_FIELDS } from '../../model/query/view.ts'
import { collapseAll } from '../../store/view/groupCollapse.ts'
import { columnsIn } from '../../table/shownColumns.ts'
import { HAS_ROOM_FOR_FACETS } from '../controls/useMediaQuery.ts'
import {
  editPaper,
  follow,
  move,
  moveTargets,
  present,
  scrollPaper,
  selectAll,
  selectOn,
  setStatus,
  starAll,
  targetPapers,
  undo,
  writeNote,
  type Scene,
} from './actions.ts'

/** The keys are the defaults, as model/keys/key.ts prints them. They work outside of text boxes only. */
export type Command = Bindable & {
  readonly group: 'Move' | 'Mark' | 'Papers' | 'App'
  /** Whether the command can do anything now. */
  readonly when?: (scene: Scene) => boolean
  /** A command that takes time returns a promise, and later keys wait for it. */
  readonly run: (scene: Scene) => Promise<unknown> | void
}

/** Labels of the copy formats (formats/copyFormats.ts), which are loaded when one is chosen. */
const COPY_LABELS: Readonly<Record<CopyName, string>> = {
  title: 'Copy the title',
  markdown: 'Copy as a Markdown link',
  bibtex: 'Copy as BibTeX',
  cite: 'Copy as \\cite{…}',
}

const PAGE_ROWS = 10

const hasPaper = ({ viewing }: Scene) => viewing.getState().view.paper !== null
const isGrouped = ({ viewing }: Scene) => viewing.getState().view.group !== null
/** Whether there is a paper to act on. */
export const hasTarget = (scene: Scene) => targetPapers(scene).length > 0

/** Everything that a key, the palette or a menu can do. A new command is a new entry. */
export const commands: readonly Command[] = [
  {
    id: 'next',
    label: 'Next paper',
    keys: ['j', 'ArrowDown'],
    group: 'Move',
    run: (s) => move(s, (i) => (i ?? -1) + 1),
  },
  {
    id: 'previous',
    label: 'Previous paper',
    keys: ['k', 'ArrowUp'],
    group: 'Move',
    run: (s) => move(s, (i) => (i ?? 1) - 1),
  },
  {
    id: 'page-down',
    label: 'Ten papers down',
    keys: ['PageDown'],
    group: 'Move',
    run: (s) => move(s, (i) => (i ?? 0) + PAGE_ROWS),
  },
  {
    id: 'page-up',
    label: 'Ten papers up',
    keys: ['PageUp'],
    group: 'Move',
    run: (s) => move(s, (i) => (i ?? 0) - PAGE_ROWS),
  },
  { id: 'first', label: 'First paper', keys: ['Home'], group: 'Move', run: (s) => move(s, () => 0) },
  { id: 'last', label: 'Last paper', keys: ['End'], group: 'Move', run: (s) => move(s, (_, last) => last) },
  {
    id: 'scroll-down',
    label: 'Page down in the open paper, then the next paper',
    keys: ['Space'],
    group: 'Move',
    when: hasPaper,
    run: (s) => scrollPaper(s, 1),
  },
  {
    id: 'scroll-up',
    label: 'Page up in the open paper',
    keys: ['Shift+Space'],
    group: 'Move',
    when: hasPaper,
    run: (s) => scrollPaper(s, -1),
  },
  {
    id: 'open',
    label: 'Open the paper',
    keys: ['Enter'],
    group: 'Move',
    when: ({ cursor }) => cursor.getState().active !== null,
    run: ({ viewing, cursor }) => viewing.getState().change({ paper: cursor.getState().active }),
  },
  {
    id: 'close',
    label: 'Close the paper, or clear the selection',
    keys: ['Escape'],
    group: 'Move',
    run: ({ viewing, cursor }) => {
      if (viewing.getState().view.paper === null) return cursor.getState().clearSelected()
      viewing.getState().change({ paper: null })
      const { active, index, moveTo } = cursor.getState()
      if (active) moveTo(active, index, true)
    },
  },
  ...STATUSES.map((status, i): Command => ({
    id: `status-${status}`,
    label: `Mark as ${STATUS_LABELS[status]}`,
    keys: [String(i + 1)],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => setStatus(scene, status),
  })),
  { id: 'star', label: 'Star or unstar', keys: ['s'], group: 'Mark', when: hasTarget, run: starAll },
  {
    id: 'note',
    label: 'Write a note',
    keys: ['n'],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => writeNote(scene),
  },
  {
    id: 'tag',
    label: 'Add or remove tags',
    keys: ['#'],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => scene.screen.getState().show('tags'),
  },
  {
    id: 'wide',
    label: 'Write a note in the full window',
    keys: ['w'],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => writeNote(scene, true),
  },
  {
    id: 'select',
    label: 'Select or deselect',
    keys: ['x'],
    group: 'Mark',
    when: ({ cursor }) => cursor.getState().active !== null,
    run: ({ cursor }) => cursor.getState().toggleSelected(cursor.getState().active!),
  },
  {
    id: 'select-down',
    label: 'Extend the selection down',
    keys: ['Shift+ArrowDown'],
    group: 'Mark',
    run: (s) => selectOn(s, 1),
  },
  {
    id: 'select-up',
    label: 'Extend the selection up',
    keys: ['Shift+ArrowUp'],
    group: 'Mark',
    run: (s) => selectOn(s, -1),
  },
  {
    id: 'select-all',
    label: 'Select all that match',
    keys: ['Mod+a'],
    group: 'Mark',
    when: ({ answers }) => (answers.getState().answer?.total ?? 0) > 0,
    run: (s) => selectAll(s),
  },
  {
    id: 'queue-up',
    label: 'Move up in Up next',
    keys: ['Alt+ArrowUp'],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => moveTargets(scene, 'up'),
  },
  {
    id: 'queue-down',
    label: 'Move down in Up next',
    keys: ['Alt+ArrowDown'],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => moveTargets(scene, 'down'),
  },
  {
    id: 'queue-top',
    label: 'Move to the top of Up next',
    keys: ['Alt+Home', 'Alt+Shift+ArrowUp'],
    group: 'Mark',
    when: hasTarget,
    run: (scene) => moveTargets(scene, 'top'),
  },
  {
    id: 'undo',
    label: 'Undo',
    keys: ['Mod+z'],
    group: 'Mark',
    when: ({ library }) => library.getState().past.length > 0,
    run: (scene) => undo(scene, false),
  },
  {
    id: 'redo',
    label: 'Redo',
    keys: ['Mod+Shift+z', 'Mod+y'],
    group: 'Mark',
    when: ({ library }) => library.getState().future.length > 0,
    run: (scene) => undo(scene, true),
  },
  {
    id: 'add',
    label: 'Add papers…',
    keys: ['a'],
    group: 'Papers',
    run: (scene) => scene.screen.getState().show('add'),
  },
  {
    id: 'triage',
    label: 'Triage: one paper at a time',
    keys: ['t'],
    group: 'Papers',
    when: ({ answers }) => (answers.getState().answer?.total ?? 0) > 0,
    run: (scene) => scene.screen.getState().show('triage'),
  },
  {
    id: 'print',
    label: 'Print the list…',
    keys: ['Mod+p'],
    group: 'Papers',
    when: ({ answers }) => (answers.getState().answer?.total ?? 0) > 0,
    run: (scene) => scene.screen.getState().show('print'),
  },
  {
    id: 'statistics',
    label: 'Statistics',
    keys: [],
    group: 'Papers',
    run: (scene) => scene.screen.getState().show('statistics'),
  },
  {
    id: 'advice',
    label: 'What to read next',
    keys: ['r'],
    group: 'Papers',
    run: (scene) => scene.screen.getState().show('advice'),
  },
  {
    id: 'search',
    label: 'Search',
    keys: ['/'],
    group: 'Papers',
    run: ({ screen }) => screen.getState().sendKeyboard({ place: 'search' }),
  },
  {
    id: 'paper',
    label: 'Open the paper’s page',
    keys: ['o'],
    group: 'Papers',
    when: (s) => present(s) !== undefined,
    run: (s) => follow(landingPage(present(s)?.links ?? [])),
  },
  {
    id: 'code',
    label: 'Open the paper’s code',
    keys: ['c'],
    group: 'Papers',
    when: (s) => present(s) !== undefined,
    run: (s) => follow(present(s)?.links.find(isCode)?.url),
  },
  ...(Object.keys(COPY_LABELS) as CopyName[]).map((copy): Command => ({
    id: `copy-${copy}`,
    label: COPY_LABELS[copy],
    keys: [],
    group: 'Papers',
    when: hasTarget,
    run: (scene) =>
      void import('../paper/copyPapers.ts').then(({ copyPapers }) => copyPapers(targetPapers(scene), copy, scene)),
  })),
  {
    id: 'edit',
    label: 'Edit the paper',
    keys: ['e'],
    group: 'Papers',
    when: (s) => present(s) !== undefined,
    run: editPaper,
  },
  {
    id: 'remove',
    label: 'Remove from my lists',
    keys: ['Delete', 'Backspace'],
    group: 'Papers',
    when: hasTarget,
    run: (scene) =>
      import('../paper/edit/editing.ts').then(({ removePapers }) => removePapers(scene, targetPapers(scene))),
  },
  {
    id: 'clear',
    label: 'Show all papers',
    keys: [],
    group: 'Papers',
    when: ({ viewing }) => viewing.getState().view.text !== '',
    run: ({ viewing }) => viewing.getState().change({ text: '' }),
  },
  ...GROUP_FIELDS.map((group): Command => ({
    id: `group-${group}`,
    label: `Group by ${fields[group].label.toLowerCase()}`,
    keys: [],
    group: 'App',
    when: ({ viewing }) => viewing.getState().view.group !== group,
    run: ({ viewing }) => viewing.getState().change({ group }),
  })),
  {
    id: 'group-none',
    label: 'No grouping',
    keys: [],
    group: 'App',
    when: isGrouped,
    run: ({ viewing }) => viewing.getState().change({ group: null }),
  },
  {
    id: 'collapse-all',
    label: 'Collapse all groups',
    keys: [],
    group: 'App',
    when: isGrouped,
    run: (scene) => collapseAll(scene, true),
  },
  {
    id: 'expand-all',
    label: 'Expand all groups',
    keys: [],
    group: 'App',
    when: isGrouped,
    run: (scene) => collapseAll(scene, false),
  },
  {
    id: 'save-view',
    label: 'Save this view under a name…',
    keys: ['v'],
    group: 'Papers',
    when: ({ viewing }) => {
      const { text, sort, group } = viewing.getState().view
      return text.trim() !== '' || sort.length > 0 || group !== null
    },
    run: ({ screen }) => {
      // Without room for the sidebar, the views are in the dialog of filters.
      if (!matchMedia(HAS_ROOM_FOR_FACETS).matches) screen.getState().show('facets')
      screen.getState().sendKeyboard({ place: 'view name' })
    },
  },
  {
    id: 'all-tags',
    label: 'Rename, colour or delete tags…',
    keys: [],
    group: 'App',
    run: (scene) => scene.screen.getState().show('all tags'),
  },
  {
    id: 'note-keys',
    label: 'Rename keys of your notes…',
    keys: [],
    group: 'App',
    run: (scene) => scene.screen.getState().show('note keys'),
  },
  {
    id: 'table',
    label: 'Export the table as shown…',
    keys: [],
    group: 'Papers',
    when: ({ answers }) => (answers.getState().answer?.total ?? 0) > 0,
    run: (scene) => scene.screen.getState().show('table'),
  },
  {
    id: 'layout',
    label: 'Toggle the matrix',
    keys: [],
    group: 'App',
    run: ({ viewing, answers }) => {
      const { columns } = viewing.getState().view
      const keys = answers.getState().answer?.keys ?? []
      viewing.getState().change({ columns: columnsIn(columns.layout === 'list' ? 'matrix' : 'list', columns, keys) })
    },
  },
  {
    id: 'new-key',
    label: 'Add a column for a new key of your notes…',
    keys: [],
    group: 'App',
    run: ({ screen }) => screen.getState().sendKeyboard({ place: 'new key' }),
  },
  {
    id: 'sort-again',
    label: 'Sort again by what your notes say now',
    keys: [],
    group: 'App',
    when: ({ answers }) => answers.getState().answer?.isOutdated ?? false,
    run: ({ answers }) => answers.getState().sortAgain(),
  },
  {
    id: 'dense',
    label: 'Toggle compact rows',
    keys: [],
    group: 'App',
    run: ({ viewing }) => {
      const { view, change } = viewing.getState()
      change({ columns: { ...view.columns, dense: !view.columns.dense } }, 'replace')
    },
  },
  {
    id: 'backup',
    label: 'Back up now',
    keys: [],
    group: 'App',
    run: ({ backups }) => void backups().then((backups) => backups.getState().make()),
  },
  {
    id: 'sync',
    label: 'Sync with your other devices…',
    keys: [],
    group: 'App',
    run: (scene) => scene.screen.getState().show('sync'),
  },
  {
    id: 'restore',
    label: 'Restore a backup…',
    keys: [],
    group: 'App',
    run: ({ screen }) => screen.getState().sendKeyboard({ place: 'file picker' }),
  },
  {
    id: 'missing-titles',
    label: 'Look up missing titles…',
    keys: [],
    group: 'App',
    run: (scene) => scene.screen.getState().show('missing titles'),
  },
  {
    id: 'settings',
    label: 'Settings',
    keys: [],
    group: 'App',
    run: (scene) => scene.screen.getState().show('settings'),
  },
  {
    id: 'palette',
    label: 'Command palette',
    keys: ['Mod+k'],
    needsKey: true,
    group: 'App',
    run: (scene) => scene.screen.getState().show('palette'),
  },
  {
    id: 'help',
    label: 'Keyboard shortcuts',
    keys: ['?'],
    needsKey: true,
    group: 'App',
    run: (scene) => scene.screen.getState().show('shortcuts'),
  },
]

/** Runs a command by its id, after the commands before it. */
export const runCommand = (id: string, scene: Scene): void =>
  runInTurn(
    commands.find((command) => command.id === id)!,
    scene,
  )

/**
 * Runs a command after the commands before it. Its changes are rendered, and the keyboard is where it was sent, when
 * this returns.
 */
export const runInTurn = ({ run }: Command, scene: Scene): void =>
  scene.queue.run(() => {
    const ended = flushSync(() => run(scene))
    return (
      ended ??
      scene.screen
        .getState()
        .arrival()
        ?.then(() => document.activeElement)
    )
  })
