// Every name under which the app keeps something in a browser, or speaks to its other tabs. Never rename one: what users
// have under it would be lost, and a tab of another version would not be heard. A test holds them.

export const DATABASES = {
  marks: 'offprint-marks',
  lists: 'offprint-lists',
  replica: 'offprint-sync',
  syncSetup: 'offprint-sync-setup',
  /** The file that the user lets the app write backups to. */
  backupFile: 'offprint-file',
  /** Backups that the app makes by itself before it mends marks. */
  automaticBackups: 'offprint-before',
} as const

/** Folders of the private file system. */
export const FOLDERS = { journals: 'offprint', lists: 'offprint-lists' } as const

/** Keys of local storage. */
export const SETTINGS = {
  /** The list that papers were last added to. */
  addList: 'offprint-add-list',
  backup: 'offprint-backup',
  collapsedTags: 'offprint-tags',
  collapsedTopics: 'offprint-topics',
  columns: 'offprint-columns',
  lastScreen: 'offprint-last',
  lossDetector: 'offprint-sentinel',
  lookUp: 'offprint-look-up',
  noteView: 'offprint-note-view',
  recentCommands: 'offprint-commands',
  sync: 'offprint-sync',
  theme: 'offprint-theme',
  triage: 'offprint-triage',
  view: 'offprint-view',
  welcome: 'offprint-welcome',
} as const

/** The tab that syncs speaks on a channel with the name of its lock. */
export const CHANNELS = { marks: 'offprint-marks' } as const

export const LOCKS = {
  backupFile: 'offprint-file',
  compaction: 'offprint-compact',
  lists: 'offprint-lists',
  sync: 'offprint-sync',
  /** Each tab's own, with its writer behind it. */
  tab: 'offprint-tab-',
} as const

/** What the browser’s folder picker remembers the last folder by. */
export const SYNC_FOLDER_PICKER = 'offprint-sync'
