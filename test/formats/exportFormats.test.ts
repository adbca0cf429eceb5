import { strFromU8, unzipSync } from 'fflate'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { BLANK, type Entry } from '../../src/formats/entry/entry.ts'
import { toEntry, type ExportName } from '../../src/formats/exportFormats.ts'
import { formats } from '../../src/formats/format.ts'
import { createPrinter } from '../../src/formats/workers/printer.ts'
import { createPrinterFunctions } from '../../src/formats/workers/printerFunctions.ts'
import { connect, type Port, type Thread } from '../../src/formats/workers/workerCalls.ts'
import { UNMARKED } from '../../src/model/mark/mark.ts'
import { identify } from '../../src/model/paper/identity.ts'
import { entry, withoutLines } from '../support/entries.ts'
import { id, mark, paper } from '../support/papers.ts'

describe('the entry of a paper', () => {
  const toPaper = (entry: Entry) => {
    const aliases = identify(entry)
    return paper({ ...entry, id: aliases[0]!, aliases })
  }

  test('has everything of the entry that the paper was made from, and the facts of its aliases', () => {
    fc.assert(
      fc.property(entry, (entry) => {
        const made = toEntry(toPaper(entry), entry.mark)
        const { doi, arxiv, links } = made
        expect({ ...made, doi: '', arxiv: '', links: [] }).toEqual({ ...entry, doi: '', arxiv: '', links: [] })
        expect([doi.toLowerCase(), arxiv]).toEqual([entry.doi.toLowerCase() || doi, entry.arxiv || arxiv])
        expect(links.slice(links.length - entry.links.length)).toEqual(entry.links)
        expect(toEntry(toPaper(made), entry.mark)).toEqual(made)
      }),
    )
  })

  test('spells the DOI as the link does', () => {
    const links = [{ label: 'Paper', url: 'https://doi.org/10.1002/(SICI)1097' }]
    expect(toEntry(paper({ aliases: identify({ title: 'A', authors: [], year: null, links }), links }), null).doi).toBe(
      '10.1002/(SICI)1097',
    )
  })

  test('has a link to its DOI where no list has a link', () => {
    expect(toEntry(paper({ id: id('doi:10.1/x'), aliases: [id('doi:10.1/x')] }), null).links).toEqual([
      { label: 'Paper', url: 'https://doi.org/10.1/x' },
    ])
  })
})

describe('the print worker', () => {
  let thread: Thread & { readonly ended: () => boolean }

  // Messages are cloned as between real threads.
  beforeEach(() => {
    let hasEnded = false
    const worker: Port = {
      onmessage: null,
      postMessage: (data) => thread.onmessage?.({ data: structuredClone(data) } as MessageEvent),
    }
    thread = {
      onmessage: null,
      onerror: null,
      postMessage: (data) => worker.onmessage!({ data: structuredClone(data) } as MessageEvent),
      terminate: () => (hasEnded = true),
      ended: () => hasEnded,
    }
    connect(worker, createPrinterFunctions())
  })

  const READERS = {
    markdown: 'markdown',
    bibtex: 'bibtex',
    ris: 'ris',
    csl: 'csl',
    csv: 'csv',
    list: 'json',
  } as const satisfies Record<Exclude<ExportName, 'notes'>, keyof typeof formats>

  test.each(Object.keys(READERS) as (keyof typeof READERS)[])('prints %s that is read back unchanged', async (name) => {
    const [first, ...others] = fc.sample(fc.array(entry, { minLength: 3, maxLength: 3 }), 1)[0]!.map((entry) => ({
      ...entry,
      mark: null,
    }))
    const printer = createPrinter(thread)
    printer.take([first!])
    printer.take(others)
    const blob = await printer.print(name, 'A list')
    const { entries, title } = formats[READERS[name]].parse(await blob.text())
    // A list in Markdown is for reading and leaves the abstracts out.
    const hasAbstracts = name !== 'markdown'
    expect(withoutLines(entries)).toEqual(
      [first!, ...others].map((some) => (hasAbstracts ? some : { ...some, abstract: '' })),
    )
    expect(['', 'A list']).toContain(title)
    expect(blob.type).toMatch(/^(?:text|application)\//)
    expect(thread.ended()).toBe(true)
  })

  test('prints a ZIP with one file a paper, whatever its title', async () => {
    const printer = createPrinter(thread)
    const titled = (title: string, note: string): Entry => ({ ...BLANK, title, mark: { ...UNMARKED, note } })
    printer.take([titled('日本語の論文 😀', 'ü\n'), titled('One: Two', 'first'), titled('one, two', 'second')])
    const blob = await printer.print('notes', '')
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()))
    expect(Object.keys(files)).toEqual(['日本語の論文.md', 'One Two.md', 'one two 2.md'])
    expect(strFromU8(files['日本語の論文.md']!)).toMatch(/^---\ntitle: "日本語の論文 😀"\n[^]*ü\n+$/)
    expect(strFromU8(files['one two 2.md']!)).toContain('second')
    expect(blob.type).toBe('application/zip')
  })

  test('rejects with the reason where it cannot print, and ends', async () => {
    const printer = createPrinter(thread)
    printer.take([null as unknown as Entry])
    await expect(printer.print('bibtex', '')).rejects.toThrow(/BibTeX could not be printed: .*null/)
    expect(thread.ended()).toBe(true)
  })

  test('that cannot start rejects the call, before or after it was made', async () => {
    const early = createPrinter(thread)
    thread.onerror!({} as ErrorEvent)
    await expect(early.print('ris', '')).rejects.toThrow('could not be started')
    const silent: Thread = { ...thread, postMessage: () => {} }
    const late = createPrinter(silent).print('ris', '')
    silent.onerror!({} as ErrorEvent)
    await expect(late).rejects.toThrow('could not be started')
  })

  test('prints the marks that it is given', async () => {
    const printer = createPrinter(thread)
    printer.take([toEntry(paper(), mark({ status: 'read', note: 'Good' }))])
    expect(await (await printer.print('markdown', '')).text()).toContain('* [x] A paper')
  })
})
