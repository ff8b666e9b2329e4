// What the conformance suites use of Vitest, inside of workerd, where Vitest itself does not run.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  customMatchers,
  setState,
} from '@vitest/expect'
import * as chai from 'chai'

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
export const expect = Object.assign(
  (value, message) => chai.expect(value, message),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
)
globalThis[GLOBAL_EXPECT] = expect
setState({ assertionCalls: 0, isExpectingAssertions: false }, expect)
chai.expect.extend(expect, customMatchers)

/** Every declared test, by its whole title. */
export const tests = []

let group = { titles: [], before: [], after: [] }

export const beforeEach = (hook) => void group.before.push(hook)
export const afterEach = (hook) => void group.after.push(hook)

const eachRow = (declare) => (rows) => (title, body) => {
  for (const row of rows) {
    const values = [row].flat()
    let next = 0
    declare(
      title.replaceAll('%s', () => String(values[next++])),
      () => body(...values),
    )
  }
}

export function describe(title, body) {
  const parent = group
  group = { titles: [...parent.titles, title], before: [...parent.before], after: [...parent.after] }
  body()
  group = parent
}
describe.each = eachRow(describe)

export function it(title, body) {
  // Hooks may be declared after the test.
  const own = group
  tests.push({
    title: [...own.titles, title].join(' > '),
    run: async () => {
      for (const hook of own.before) await hook()
      try {
        await body()
      } finally {
        for (const hook of own.after.toReversed()) await hook()
      }
    },
  })
}
it.each = eachRow(it)
