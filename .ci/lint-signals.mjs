/**
 * A rule of oxlint: a call of `fetch` passes its signal as its own argument. `fetch` makes a Request of its own, which
 * follows the signal of another Request only while that one is alive, and nobody keeps it.
 */
const signalAsArgument = {
  meta: { type: 'problem' },
  create: (context) => ({
    CallExpression({ callee, arguments: [first, second] }) {
      const name = callee.property?.name ?? callee.name
      const isFetch = typeof name === 'string' && /fetch$/i.test(name)
      const isRequest = first?.type === 'NewExpression' && first.callee.name === 'Request'
      if (!isFetch || !isRequest) return
      const init = first.arguments[1]
      // A variable or a spread may hold a signal.
      const mayHaveSignal =
        init !== undefined &&
        (init.type !== 'ObjectExpression' ||
          init.properties.some(({ type, key }) => type === 'SpreadElement' || key?.name === 'signal'))
      if (second !== undefined || !mayHaveSignal) return
      context.report({
        node: first,
        message:
          'A signal inside a Request is lost when that Request is collected. Pass it beside it: fetchWithSignal.',
      })
    },
  }),
}

/** The plugin, as oxlint loads it. */
const plugin = { meta: { name: 'dailies' }, rules: { 'signal-as-argument': signalAsArgument } }
export default plugin
