/**
 * Creates a table of the in-memory store, or reads it where it was kept. A value that changes is set again, so that a
 * table can record every change.
 */
export type OpenTable = <Value>(name: string) => Map<string, Value>

/** A table that is lost with its process. */
export const openEmptyTable: OpenTable = () => new Map()
