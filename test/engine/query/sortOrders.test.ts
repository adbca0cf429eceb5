import { describe, expect, test, vi } from 'vitest'
import { createColumns } from '../../../src/engine/index/fieldColumns.ts'
import { createPaperQueue } from '../../../src/engine/queue/paperQueue.ts'
import { createSortOrders as createOrdersByPlace } from '../../../src/engine/query/sortOrders.ts'
import type { FieldId, Row } from '../../../src/model/query/fields.ts'
import type { Mark } from '../../../src/model/mark/mark.ts'
import type { Paper } from '../../../src/model/paper/paper.ts'
import { rankOfTime } from '../../../src/model/queue/rank.ts'
import { prepare } from '../../../src/model/columns/preparedPapers.ts'
import type { Sort } from '../../../src/model/query/view.ts'
import { mark, paper } from '../../support/papers.ts'
import { createRandom } from '../../support/random.ts'

const by = (...ids: readonly string[]): Sort =>
  ids.map((id) => ({ by: id.replace('-', '') as FieldId, descending: id.startsWith('-') }))
const venues = (...years: readonly (number | null)[]) =>
  years.map((year, i) => paper({ title: `Paper ${i}`, venue: year === null ? '' : 'ATC', year }))
const all = (papers: readonly unknown[]) => papers.map((_, place) => place)

/** Sort orders of papers. `update` passes a changed mark. */
function createSortOrders(papers: readonly Paper[], compare?: (a: string, b: string) => number) {
  const rows = papers.map((paper): Row => ({ paper, mark: mark(), changedAt: null }))
  const queue = createPaperQueue((place) => papers[place]!.id)
  const source = {
    titleAt: (place: number) => papers[place]!.title,
    yearAt: (place: number) => papers[place]!.year,
    addedAt: (place: number) => papers[place]!.addedAt,
    authorsAt: (place: number) => papers[place]!.authors,
    rowAt: (place: number) => rows[place]!,
    queue,
  }
  const columns = createColumns()
  const orders = createOrdersByPlace(columns, source, compare)
  const take = columns.taking(prepare(papers))
  for (const place of papers.keys()) take(place, place)
  return {
    queue,
    sort: (places: readonly number[], sort: Sort) => [...orders.sort(Int32Array.from(places), sort)],
    update(place: number, row: Row) {
      rows[place] = row
      columns.update(place, row.mark)
      queue.set(place, { mark: row.mark, history: [] })
    },
  }
}

describe('sorted papers', () => {
  const papers = venues(2024, null, 2022, 2024, null, 2023)
  const { sort } = createSortOrders(papers)

  test('are in the order of the field, those without a value last', () => {
    expect(sort(all(papers), by('venue'))).toEqual([2, 5, 0, 3, 1, 4])
  })

  test('are in reverse order when descending, those without a value still last', () => {
    expect(sort(all(papers), by('-venue'))).toEqual([0, 3, 5, 2, 1, 4])
  })

  test('keep the order of the lists without a sort, or where the field cannot be sorted', () => {
    expect(sort([0, 2, 5], [])).toEqual([0, 2, 5])
    expect(sort([0, 2, 5], by('links', 'award'))).toEqual([0, 2, 5])
  })

  test('are only those that were passed', () => {
    expect(sort([1, 3, 5], by('venue'))).toEqual([5, 3, 1])
    expect(sort([], by('venue'))).toEqual([])
  })

  test('leave the passed array unchanged', () => {
    const places = all(papers)
    sort(places, by('venue'))
    expect(places).toEqual(all(papers))
  })

  test('are ordered by the second field where the first is equal', () => {
    const papers = [
      paper({ title: 'b', venue: 'ATC' }),
      paper({ title: 'a', venue: 'OSDI' }),
      paper({ title: 'a', venue: 'ATC' }),
      paper({ title: 'c' }),
      paper({ title: 'c', venue: 'OSDI' }),
    ]
    const { sort } = createSortOrders(papers)
    expect(sort(all(papers), by('venue', 'title'))).toEqual([2, 0, 1, 4, 3])
    expect(sort(all(papers), by('-venue', 'title'))).toEqual([1, 4, 2, 0, 3])
    expect(sort(all(papers), by('title', '-venue'))).toEqual([1, 2, 0, 4, 3])
  })

  test('are in numeric order for numbers, and in dictionary order for letters', () => {
    const papers = ['Layer 10', 'layer 9', 'Éa', 'eb', 'Z'].map((title) => paper({ title }))
    expect(createSortOrders(papers).sort(all(papers), by('title'))).toEqual([2, 3, 1, 0, 4])
  })

  test('keep the order of the lists where two values look the same', () => {
    const papers = ['Zu\u0308rich', 'Z\u00FCrich', 'Bern'].map((title) => paper({ affiliations: [title] }))
    expect(createSortOrders(papers).sort(all(papers), by('affiliation'))).toEqual([2, 0, 1])
    expect(createSortOrders(papers).sort(all(papers), by('-affiliation'))).toEqual([0, 1, 2])
  })

  test('are sorted by the family name of their first author, and then by the given name', () => {
    const papers = [['Zoe Adams'], ['Ada Lovelace', 'Bo Aa'], [], ['Bob Adams'], ['Jan van Dyck'], ['Émile Adams']].map(
      (authors, i) => paper({ title: `Paper ${i}`, authors }),
    )
    expect(createSortOrders(papers).sort(all(papers), by('author'))).toEqual([3, 5, 0, 1, 4, 2])
    expect(createSortOrders(papers).sort(all(papers), by('-author'))).toEqual([4, 1, 0, 5, 3, 2])
  })
})

describe('a changed mark', () => {
  const papers = venues(2024, 2023, 2022)

  test('changes the orders by its own fields', () => {
    const { update, sort } = createSortOrders(papers)
    const orders = () => ['starred', 'status', '-changed'].map((field) => sort(all(papers), by(field)))
    expect(orders()).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ])
    update(1, { paper: papers[1]!, mark: mark({ starred: true }), changedAt: 5 })
    update(0, { paper: papers[0]!, mark: mark({ status: 'read' }), changedAt: 6 })
    expect(orders()).toEqual([
      [1, 0, 2],
      [1, 2, 0],
      [0, 1, 2],
    ])
  })

  test('keeps the orders by other fields', () => {
    const { update, sort } = createSortOrders(papers)
    update(0, { paper: papers[0]!, mark: mark({ starred: true }), changedAt: 5 })
    expect(sort(all(papers), by('venue'))).toEqual([2, 1, 0])
  })
})

describe('the work of sorting', () => {
  /** The number of text comparisons that `work` makes over `n` papers. */
  function compared(n: number, work: (orders: ReturnType<typeof createSortOrders>, places: readonly number[]) => void) {
    let count = 0
    const papers = Array.from({ length: n }, (_, i) => paper({ title: `Paper ${(i * 7919) % n}`, venue: `${i % 10}` }))
    const orders = createSortOrders(papers, (a, b) => {
      count += 1
      return a < b ? -1 : 1
    })
    work(orders, all(papers))
    return count
  }

  test('grows almost linearly: ten times the papers take less than 20 times the comparisons', () => {
    const sort = (orders: ReturnType<typeof createSortOrders>, places: readonly number[]) =>
      orders.sort(places, by('title'))
    const [some, more] = [compared(1000, sort), compared(10_000, sort)]
    expect(some).toBeGreaterThan(999)
    expect(more).toBeLessThan(20 * some)
  })

  test('is done once for a field, whatever is asked later', () => {
    const once = compared(1000, (orders, places) => orders.sort(places, by('title')))
    const often = compared(1000, (orders, places) => {
      orders.sort(places, by('title'))
      orders.sort(places, by('-title'))
      orders.sort(places.slice(0, 500), by('title'))
      orders.update(3, { paper: paper(), mark: mark({ starred: true }), changedAt: 1 })
      orders.sort(places, by('title'))
    })
    expect(often).toBe(once)
  })

  test('is done again in Up next for a move, and not for a star or a note', () => {
    const papers = venues(1, 2, 3)
    const { queue, sort, update } = createSortOrders(papers)
    const rows = vi.spyOn(queue, 'rows')
    const toRead = (place: number, fields: Partial<Mark> = {}) =>
      update(place, { paper: papers[place]!, mark: mark({ status: 'to-read', ...fields }), changedAt: 1 })
    const work = () => {
      const before = rows.mock.calls.length
      const order = sort(all(papers), by('next'))
      return [order, rows.mock.calls.length - before] as const
    }
    toRead(1)
    toRead(2)
    expect(work()).toEqual([[1, 2, 0], 1])
    toRead(2, { starred: true, note: 'x' })
    update(0, { paper: papers[0]!, mark: mark({ status: 'read' }), changedAt: 2 })
    expect(work()).toEqual([[1, 2, 0], 0])
    toRead(2, { next: rankOfTime(0) })
    expect(work()).toEqual([[2, 1, 0], 1])
    expect(sort(all(papers), by('-next'))).toEqual([1, 2, 0])
  })

  test('compares only distinct values', () => {
    const tens = compared(10_000, (orders, places) => orders.sort(places, by('venue')))
    expect(tens).toBeGreaterThan(0)
    expect(tens).toBeLessThan(100)
  })
})

test('any subset of many papers, in either direction, is sorted as by a plain stable sort', () => {
  const random = createRandom(5)
  const papers = venues(
    ...Array.from({ length: 300 }, () => (random() < 0.1 ? null : 2000 + Math.floor(random() * 12))),
  )
  const { sort } = createSortOrders(papers)
  const plain = (places: readonly number[], descending: boolean) =>
    places.toSorted((a, b) => {
      const [one, other] = [papers[a]!.year, papers[b]!.year]
      if (one === null || other === null) return Number(one === null) - Number(other === null)
      return descending ? other - one : one - other
    })
  for (const part of [1, 0.7, 0.2, 0.03, 0]) {
    const some = all(papers).filter(() => random() < part)
    for (const places of [some, some.toReversed()]) {
      expect(sort(places, by('year'))).toEqual(plain(places, false))
      expect(sort(places, by('-year'))).toEqual(plain(places, true))
    }
  }
})
