import type { OpenTable } from '../store/memory-table'

/** The key of a value: its table, and its key there. */
export type RecordedKey = [table: string, key: string]

/** Tables in memory that know which of their values have changed. */
export interface RecordedTables {
  open: OpenTable
  /** Whether values have changed since the last `takeChanges`. */
  hasChanged(): boolean
  /**
   * Takes the changes since the last call, and those that were put back: the values as they are now, undefined where one was
   * deleted.
   */
  takeChanges(): RecordedChange[]
  /** Puts back changes that could not be written. */
  restore(changes: readonly RecordedChange[]): void
}

/** A value that has changed. */
interface RecordedChange {
  key: RecordedKey
  value: unknown
}

/** @param entries what was written before */
export function createRecordedTables(entries: Iterable<[RecordedKey, unknown]>): RecordedTables {
  const tables = new Map<string, RecordedMap<unknown>>()
  const tableOf = (name: string): RecordedMap<unknown> => {
    const table = tables.get(name) ?? new RecordedMap()
    tables.set(name, table)
    return table
  }
  for (const [[table, key], value] of entries) tableOf(table).load(key, value)

  return {
    open: <Value>(name: string) => tableOf(name) as Map<string, Value>,
    hasChanged: () => [...tables.values()].some((table) => table.hasChanged()),
    takeChanges: () =>
      [...tables].flatMap(([name, table]) =>
        table.takeChanged().map((key): RecordedChange => ({ key: [name, key], value: table.get(key) })),
      ),
    restore: (changes) => {
      for (const { key } of changes) tableOf(key[0]).markUnwritten(key[1])
    },
  }
}

/** A map that records the keys of its changes. */
class RecordedMap<Value> extends Map<string, Value> {
  readonly #changed = new Set<string>()
  readonly #unwritten = new Set<string>()

  load(key: string, value: Value): void {
    super.set(key, value)
  }

  override set(key: string, value: Value): this {
    this.#changed.add(key)
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    this.#changed.add(key)
    return super.delete(key)
  }

  hasChanged(): boolean {
    return this.#changed.size > 0
  }

  markUnwritten(key: string): void {
    this.#unwritten.add(key)
  }

  takeChanged(): string[] {
    const changed = new Set([...this.#unwritten, ...this.#changed])
    this.#unwritten.clear()
    this.#changed.clear()
    return [...changed]
  }
}
