import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHANNELS, DATABASES, FOLDERS, LOCKS, SETTINGS, SYNC_FOLDER_PICKER } from '../../src/storage/names.ts'

test('every storage name that a released version used is unchanged', () => {
  expect({ CHANNELS, DATABASES, FOLDERS, LOCKS, SETTINGS, SYNC_FOLDER_PICKER }).toEqual({
    CHANNELS: { marks: 'offprint-marks' },
    DATABASES: {
      marks: 'offprint-marks',
      lists: 'offprint-lists',
      replica: 'offprint-sync',
      syncSetup: 'offprint-sync-setup',
      backupFile: 'offprint-file',
      automaticBackups: 'offprint-before',
    },
    FOLDERS: { journals: 'offprint', lists: 'offprint-lists' },
    LOCKS: {
      backupFile: 'offprint-file',
      compaction: 'offprint-compact',
      lists: 'offprint-lists',
      sync: 'offprint-sync',
      tab: 'offprint-tab-',
    },
    SETTINGS: {
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
    },
    SYNC_FOLDER_PICKER: 'offprint-sync',
  })
})

test('no other file holds such a name', () => {
  const opening =
    /(?:openDatabase|openSetting|electLeader|getDirectoryHandle|locks\.request|BroadcastChannel)\(\s*['"`]/
  const sources = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  expect(sources.filter((file) => opening.test(readFileSync(file, 'utf8')))).toEqual([])
})
