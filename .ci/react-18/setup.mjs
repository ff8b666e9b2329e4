import { version } from 'react'
import { version as domVersion } from 'react-dom'

// An import that slipped past the aliases would test the newer React under the name of the older one.
for (const found of [version, domVersion])
  if (!found.startsWith('18.2.')) throw new Error(`The tests of React 18.2 were given ${found}. See .ci/react-18.`)
