import { UNMARKED, type Mark, type Status } from '../../model/mark/mark.ts'
import { labelOf, toAddress } from '../entry/addresses.ts'
import { complete } from '../entry/completeEntry.ts'
import { BLANK, type Entry, type Notice, type Parsed } from '../entry/entry.ts'
import { toLine } from '../entry/markup.ts'
import { toTitle } from '../pasted/readLine.ts'
import { readWord } from '../pasted/readWord.ts'
import { isUnquoted, readTags, type Attributes } from '../xml/tags.ts'
import { isOwnFolder } from './browserFolders.ts'

type Folder = { readonly name: string; readonly state: Partial<Mark>; readonly isOwn: boolean }

/**
 * Parses the bookmarks that browsers, Pinboard and Raindrop export (a Netscape bookmark file), and the lists of Pocket
 * and Instapaper. Folders become topics, except those that every browser has; tags and states become marks.
 */
export function parseBookmarks(text: string): Parsed {
  const entries: Entry[] = []
  /** What is said of bookmarks that are left out. */
  const left: Notice[] = []
  const folders: Folder[] = []
  const isUsers = /<title>\s*(?:Pinboard|del\.icio\.us|delicious)/i.test(text.slice(0, 10_000))
  /** The heading before a list of bookmarks. */
  let heading: Folder = NO_FOLDER
  let begun: { readonly name: string; readonly attributes: Attributes; readonly line: number } | null = null
  let words = ''
  let described: number | null = null

  const finish = () => {
    const said = toLine(words)
    if (begun?.name === 'a') {
      const path = folders.length > 0 ? folders : [heading]
      const read = readBookmark(begun.attributes, said, path)
      const { line } = begun
      if (typeof read === 'string') left.push({ line, field: null, message: read })
      else if (read) described = entries.push({ ...read, line }) - 1
    } else if (begun?.name === 'dd') {
      const entry = described === null ? undefined : entries[described]
      if (entry && said !== '') entries[described!] = describe(entry, words.trim(), isUsers)
    } else if (begun) heading = toFolder(said, begun.attributes, begun.name === 'h1' && folders.length === 0)
    begun = null
    words = ''
  }

  const notices = readTags(text, 'html', {
    open(name, attributes, line) {
      if (name === 'dl') {
        finish()
        folders.push(heading)
        heading = NO_FOLDER
        described = null
      } else if (name === 'a' || name === 'dd' || /^h[1-6]$/.test(name)) {
        finish()
        if (name !== 'dd') described = null
        begun = { name, attributes, line }
      } else if (name === 'dt' || name === 'li') finish()
    },
    text(some) {
      if (begun) words += some
    },
    close(name) {
      if (name === begun?.name || name === 'dl') finish()
      if (name === 'dl') folders.pop()
    },
  })
  return { title: '', entries, notices: [...left, ...notices] }
}

const NO_FOLDER: Folder = { name: '', state: {}, isOwn: true }

/** The sections of Pocket and Instapaper, and the list of pages to read in Safari. */
const SECTIONS: Readonly<Record<string, Partial<Mark>>> = {
  unread: { status: 'unread' },
  archive: { status: 'read' },
  'read archive': { status: 'read' },
  starred: { starred: true },
}

function toFolder(name: string, attributes: Attributes, isFirst: boolean): Folder {
  if (attributes['id'] === 'com.apple.ReadingList') return { name, state: { status: 'to-read' }, isOwn: true }
  const state = isFirst ? SECTIONS[name.toLowerCase()] : undefined
  if (state) return { name, state, isOwn: true }
  const isMarked = 'personal_toolbar_folder' in attributes || 'unfiled_bookmarks_folder' in attributes
  return { name, state: {}, isOwn: isMarked || isOwnFolder(name) }
}

/** Reads a bookmark in its folders, outermost first. Returns the reason if it is none, null if that is told elsewhere. */
function readBookmark(attributes: Attributes, said: string, folders: readonly Folder[]): Entry | string | null {
  const address = (attributes['href'] ?? '').trim()
  if (isUnquoted(attributes)) return null
  const url = toAddress(address)
  if (!url) return `"${cut(said || address)}" is no bookmark of a web page, and was left out.`
  const known = readWord(url, true) ?? complete({ ...BLANK, links: [{ label: labelOf(url), url }] })
  const title = said === url ? '' : toTitle(said) || said
  // Folders of the browser enclose those of the user.
  const first = folders.findIndex(({ isOwn }) => !isOwn)
  const path =
    first < 0
      ? []
      : folders
          .slice(first)
          .map(({ name }) => name)
          .filter(Boolean)
  return {
    ...known,
    // A paper that is called by its address can be looked up.
    title: title || known.title || url,
    topics: path.length > 0 ? [path] : [],
    mark: readMark(attributes, folders),
  }
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

function readMark(attributes: Attributes, folders: readonly Folder[]): Mark | null {
  const tags = (attributes['tags'] ?? '').split(',').map(toLine).filter(Boolean)
  const states = folders.map(({ state }) => state)
  const toRead: Status | undefined = attributes['toread'] === '1' ? 'to-read' : undefined
  const status = toRead ?? states.map((state) => state.status).find((found) => found !== undefined)
  const starred = states.some((state) => state.starred) || /^(?:1|true)$/i.test(attributes['data-important'] ?? '')
  if (tags.length === 0 && !status && !starred) return null
  return { ...UNMARKED, tags: [...new Set(tags)], status: status ?? UNMARKED.status, starred }
}

/** What stands below a bookmark is the user’s own in Pinboard, and elsewhere what the page says of itself. */
function describe(entry: Entry, text: string, isUsers: boolean): Entry {
  if (!isUsers) return { ...entry, abstract: toLine(text) }
  return { ...entry, mark: { ...(entry.mark ?? UNMARKED), note: text } }
}
