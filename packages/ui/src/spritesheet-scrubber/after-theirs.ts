type Handler = (event: { defaultPrevented: boolean }) => void

/** Our handlers, each after the page's own of the same name, unless that prevented it. */
export function afterTheirs<Ours extends object>(theirs: { [name: string]: unknown }, ours: Ours): Ours {
  const both = Object.entries(ours).map(([name, our]): [string, Handler] => [
    name,
    (event) => {
      const their = theirs[name]
      if (typeof their === 'function') their(event)
      if (!event.defaultPrevented) our(event)
    },
  ])
  return Object.assign({}, ours, Object.fromEntries(both))
}
