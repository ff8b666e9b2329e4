import { useVideo } from '@dailies/core/react'
import { RemixPanelField, RemixPanelForm, RemixPanelRoot, RemixPanelSubmit, useRemixPanel } from '@dailies/ui'

const Operation = () => {
  const { operation, operations, price } = useRemixPanel()
  return (
    <p>
      {operation} of {operations.join(', ')}: {price ?? 'no price'}
    </p>
  )
}

export const RemixWithPrice = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return video ? (
    <RemixPanelRoot video={video}>
      <Operation />
      <RemixPanelForm>
        <RemixPanelField />
        <RemixPanelSubmit />
      </RemixPanelForm>
    </RemixPanelRoot>
  ) : null
}
