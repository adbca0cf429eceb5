// The part that the benchmark uses; the package comes without types.
declare module 'tabulator-tables' {
  type Cell = { getElement(): HTMLElement }
  type Row<Data> = { getData(): Data }
  type Column<Data> = {
    readonly title: string
    readonly field: string
    readonly width?: number
    readonly sorter?: (a: string, b: string) => number
    readonly headerSortTristate?: boolean
    readonly headerSort?: boolean
    readonly formatter?: (cell: Cell & { getRow(): Row<Data> }) => HTMLElement | string
  }
  export class TabulatorFull<Data> {
    constructor(
      element: HTMLElement,
      options: {
        readonly data: readonly Data[]
        readonly columns: readonly Column<Data>[]
        readonly height: string
        readonly rowHeight: number
        readonly layout: string
        readonly index: string
      },
    )
    on(event: 'tableBuilt', does: () => void): void
    on(event: 'dataFiltered', does: (filters: unknown, rows: readonly Row<Data>[]) => void): void
    setFilter(passes: (row: Data) => boolean): void
    clearFilter(all: boolean): void
  }
}
