import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { storeSuite } from '../testing/store-suite'
import { storeKinds } from '../testing/stores'
import type { StoreKind } from '../testing/stores'

describe.each(storeKinds)('$name', ({ name, isAvailable, prepare }) => {
  let kind: Awaited<ReturnType<StoreKind['prepare']>>

  beforeAll(async () => {
    if (isAvailable) kind = await prepare()
  })
  // Deletes the files of as many databases as there are tests.
  afterAll(() => kind?.end(), 60_000)
  beforeEach((context) => {
    if (!isAvailable) context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
  })
  storeSuite(name, () => kind.create())
})
