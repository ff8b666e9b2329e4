import { useCapabilities } from '@dailies/core/react'

/** Says so while the sandbox makes the videos. Delete it once you have a provider. */
export function SandboxNote() {
  const isSandbox = useCapabilities().capabilities?.models.some(({ id }) => id === 'lamp-1')
  return isSandbox ? (
    <p className="note">
      The sandbox makes these videos, no real model. Prices are made up. Set the key of a provider in <code>.env</code>.
    </p>
  ) : null
}
