import type { ComponentProps } from 'react'

/** A table that scrolls by itself where the window is narrow. It is a stop of the Tab key, so that it scrolls by keyboard. */
export const Table = (props: ComponentProps<'table'>) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- A region that scrolls must be reachable by keyboard.
  <section className="docs-table" tabIndex={0} aria-label="Table">
    <table {...props} />
  </section>
)
