import type { postprocess } from 'micromark'
import { decodeString } from 'micromark-util-decode-string'
import { normalizeIdentifier } from 'micromark-util-normalize-identifier'
import { writeLinked } from './bareAddresses.ts'
import type { Nesting } from './nesting.ts'
import { APART, ELEMENTS, TEXT } from './tokens.ts'

export type Events = ReturnType<typeof postprocess>
type Token = Events[number][1]

/** Reads HTML that begins on a line, and builds its elements. */
type ReadHtml = (html: string, line: number, build: Nesting) => void

/** A link or image. Its attributes are filled in when its address has been read. */
type Media = {
  readonly isImage: boolean
  readonly attributes: Record<string, string>
  identifier: string
  isReference: boolean
}

/**
 * Builds elements from the events of micromark, without a tree of its own between: lists have a million of them.
 * Compiles Markdown as `mdast-util-from-markdown` does, but a text has no e-mail addresses as links.
 */
export class Compiler {
  private readonly build: Nesting
  private readonly readHtml: ReadHtml
  private readonly lineOf: (line: number) => number
  private text = ''
  private textLine = 1
  /** The texts that are read apart, the innermost last. */
  private readonly apart: string[] = []
  /** Whether a line ending is text in the element, for each open one. */
  private readonly inline: boolean[]
  private readonly media: Media[] = []
  private readonly items: { checked: Record<string, string>; isOpen: boolean }[] = []
  private readonly addresses = new Map<string, string>()
  private readonly references: {
    readonly attributes: Record<string, string>
    readonly name: string
    readonly identifier: string
  }[] = []
  /** How many images surround the token. Their descriptions are text. */
  private images = 0
  private tables = 0
  private defined = ''
  private headingIsOpen = false
  private headingText = false
  private isFenced = false
  private isAtBreak = false
  private isAfterBox = false
  /** The attributes of a list item of which no text has come yet. */
  private begun: Record<string, string> | null = null

  constructor(build: Nesting, readHtml: ReadHtml, lineOf: (line: number) => number, isInline = false) {
    this.build = build
    this.readHtml = readHtml
    this.lineOf = lineOf
    this.inline = [isInline]
  }

  compile(events: Events): void {
    events.forEach(([way, token, context], at) => {
      if (way === 'enter') this.enter(token, events, at)
      else this.exit(token, context.sliceSerialize)
    })
    this.flush()
    for (const { attributes, name, identifier } of this.references)
      attributes[name] = this.addresses.get(identifier) ?? ''
  }

  private enter(token: Token, events: Events, at: number): void {
    const type: string = token.type
    const element = ELEMENTS[type]
    if (element) {
      this.open(element[0], token, element[1])
      if (type === 'table') this.tables++
      if (type === 'listOrdered' || type === 'listUnordered') this.items.push({ checked: {}, isOpen: false })
      return
    }
    if (APART.has(type)) {
      this.apart.push('')
      this.inline.push(true)
      return
    }
    switch (type) {
      case 'listItemPrefix': {
        const item = this.items.at(-1)!
        if (item.isOpen) this.close()
        item.isOpen = true
        item.checked = {}
        this.open('li', token, false, item.checked)
        break
      }
      case 'setextHeading': {
        // The sign that says the depth stands below the text.
        let line = at
        while (events[line]![1].type !== 'setextHeadingLineSequence') line++
        const [, sign, { sliceSerialize }] = events[line]!
        this.open(sliceSerialize(sign).startsWith('=') ? 'h1' : 'h2', token, true)
        break
      }
      case 'link':
      case 'image':
      case 'autolink':
      case 'literalAutolink': {
        const attributes: Record<string, string> = type === 'image' ? { src: '', alt: '' } : { href: '' }
        const media = { isImage: type === 'image', attributes, identifier: '', isReference: false }
        this.media.push(media)
        if (media.isImage) {
          this.images++
          this.inline.push(false)
        } else this.open('a', token, false, media.attributes)
        break
      }
      case 'label':
        this.inline.push(true)
        if (this.images > 0) this.apart.push('')
        break
      case 'thematicBreak':
        this.open('hr', token, false)
        break
      case 'hardBreakEscape':
      case 'hardBreakTrailing':
        this.open('br', token, false)
        break
    }
  }

  private exit(token: Token, slice: (token: Token) => string): void {
    const type: string = token.type
    if (TEXT.has(type)) {
      const text = slice(token)
      this.add(text, token)
      if (type === 'autolinkProtocol' || type === 'literalAutolinkHttp') this.media.at(-1)!.attributes['href'] = text
      else if (type === 'autolinkEmail') this.media.at(-1)!.attributes['href'] = `mailto:${text}`
      else if (type === 'literalAutolinkWww') this.media.at(-1)!.attributes['href'] = `http://${text}`
      return
    }
    if (ELEMENTS[type]) {
      if (type === 'table') this.tables--
      if ((type === 'listOrdered' || type === 'listUnordered') && this.items.pop()!.isOpen) this.close()
      return this.close()
    }
    if (APART.has(type)) return this.exitApart(token, slice)
    switch (type) {
      case 'lineEnding':
        if (this.isAtBreak) this.isAtBreak = false
        else if (!this.headingText && this.inline.at(-1)) this.add(slice(token), token)
        break
      case 'characterReference':
        this.add(decodeString(slice(token)), token)
        break
      case 'atxHeadingSequence':
        if (!this.headingIsOpen) this.open(`h${slice(token).length}`, token, true)
        this.headingIsOpen = true
        break
      case 'atxHeading':
        this.headingIsOpen = false
        this.close()
        break
      case 'setextHeadingText':
        this.headingText = true
        break
      case 'setextHeading':
        this.headingText = false
        this.close()
        break
      case 'taskListCheckValueChecked':
      case 'taskListCheckValueUnchecked':
        this.items.at(-1)!.checked['checked'] = String(type === 'taskListCheckValueChecked')
        this.isAfterBox = true
        break
      case 'codeFencedFence':
        // The closing fence is one too.
        if (!this.isFenced) {
          this.apart.push('')
          this.inline.push(true)
        }
        this.isFenced = true
        break
      case 'codeFenced':
        this.isFenced = false
        this.inline.pop()
        this.leaf('pre', this.apart.pop()!.replace(/^(?:\r?\n|\r)|(?:\r?\n|\r)$/g, ''), token)
        break
      case 'hardBreakEscape':
      case 'hardBreakTrailing':
        this.isAtBreak = true
        this.inline.pop()
        break
      case 'thematicBreak':
        this.inline.pop()
        break
      case 'definition':
        this.defined = ''
        break
      default:
        this.exitMedia(token, slice)
    }
  }

  private exitMedia(token: Token, slice: (token: Token) => string): void {
    const media = this.media.at(-1)
    if (!media) return
    switch (token.type as string) {
      case 'labelText':
        media.identifier = identifierOf(slice(token))
        break
      case 'label': {
        this.inline.pop()
        media.isReference = true
        if (this.images === 0) break
        const text = this.apart.pop()!
        if (media.isImage) media.attributes['alt'] = text
        else this.add(text, token)
        break
      }
      case 'resource':
        media.isReference = false
        break
      case 'link':
      case 'autolink':
      case 'literalAutolink':
        this.close()
        this.media.pop()
        this.refer(media, 'href')
        break
      case 'image':
        this.media.pop()
        this.images--
        this.inline.pop()
        this.refer(media, 'src')
        if (this.images > 0) return this.add(media.attributes['alt'] ?? '', token)
        this.flush()
        this.begun = null
        this.build.open('img', media.attributes, this.lineOf(token.start.line), true)
        break
    }
  }

  private refer({ attributes, identifier, isReference }: Media, name: string): void {
    if (isReference) this.references.push({ attributes, name, identifier })
  }

  private exitApart(token: Token, slice: (token: Token) => string): void {
    const text = this.apart.pop()!
    this.inline.pop()
    const media = this.media.at(-1)
    switch (token.type as string) {
      case 'codeIndented':
        return this.leaf('pre', text.replace(/(?:\r?\n|\r)$/g, ''), token)
      case 'codeText':
        return this.leaf('code', this.tables > 0 ? text.replaceAll('\\|', '|') : text, token)
      case 'htmlFlow':
      case 'htmlText':
        if (this.images > 0) return this.add(text, token)
        this.flush()
        this.begun = null
        return this.readHtml(text, this.lineOf(token.start.line), this.build)
      case 'definitionLabelString':
        this.defined = identifierOf(slice(token))
        break
      case 'definitionDestinationString':
        if (!this.addresses.has(this.defined)) this.addresses.set(this.defined, text)
        break
      case 'referenceString':
        if (media) media.identifier = identifierOf(slice(token))
        break
      case 'resourceDestinationString':
        if (media) media.attributes[media.isImage ? 'src' : 'href'] = text
        break
    }
  }

  private add(text: string, token: Token): void {
    const last = this.apart.length - 1
    if (last >= 0) {
      this.apart[last] += text
      return
    }
    if (this.text === '') this.textLine = token.start.line
    // The box of a task has a blank behind it.
    this.text += this.isAfterBox ? text.slice(1) : text
    this.isAfterBox = false
  }

  private open(tag: string, token: Token, isInline: boolean, attributes: Record<string, string> = {}): void {
    this.inline.push(isInline)
    if (this.images > 0) return
    this.flush()
    this.begun = tag === 'li' ? attributes : tag === 'p' ? this.begun : null
    this.build.open(tag, attributes, this.lineOf(token.start.line), true)
  }

  private close(): void {
    this.inline.pop()
    if (this.images > 0) return
    this.flush()
    this.begun = null
    this.build.closeFirm()
  }

  private leaf(tag: string, text: string, token: Token): void {
    if (this.images > 0) return this.add(text, token)
    this.flush()
    this.begun = null
    const line = this.lineOf(token.start.line)
    this.build.open(tag, {}, line, true)
    if (text !== '') this.build.text(text, line)
    this.build.closeFirm()
  }

  /** Takes a task box from the first text of a list item. */
  private takeBox(text: string): string {
    const attributes = this.begun
    if (text === '' || !attributes) return text
    this.begun = null
    const found = attributes['checked'] === undefined ? BOX.exec(text) : null
    if (found) attributes['checked'] = found[1] ?? found[2] ?? ''
    return found ? text.slice(found[0].length) : text
  }

  private flush(): void {
    const text = this.takeBox(this.text)
    this.text = ''
    if (text === '') return
    const line = this.lineOf(this.textLine)
    if (this.media.length > 0) this.build.text(text, line)
    else writeLinked(text, line, this.build)
  }
}

/** A task box with another sign, such as "[/]", or a word of Logseq before a link or before “Read”. */
const BOX = /^\[([/~><!*?-])\] |^(TODO|DOING|DONE|LATER|WAITING|CANCELL?ED) (?:Read:? (?=\p{Lu}|$)|$)/u

const identifierOf = (label: string): string => normalizeIdentifier(label).toLowerCase()
