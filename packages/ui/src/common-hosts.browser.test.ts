import { hostRows } from './testing/host-rows'
import { testHosts } from './testing/test-hosts'

testHosts(
  hostRows.filter(({ isCommon }) => isCommon),
  ({ themes }) => themes.slice(-1),
)
