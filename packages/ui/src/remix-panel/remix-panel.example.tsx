import { useVideo } from '@dailies/core/react'
import {
  RemixPanel,
  RemixPanelErrorMessage,
  RemixPanelField,
  RemixPanelForm,
  RemixPanelRoot,
  RemixPanelSubmit,
} from '@dailies/ui'

export const RemixPage = ({ id, onCreated }: { id: string; onCreated?: (id: string) => void }) => {
  const { video } = useVideo(id)
  return video ? <RemixPanel video={video} onCreated={(remix) => onCreated?.(remix.id)} /> : null
}

/** Only the form. */
export const RemixForm = ({ id }: { id: string }) => {
  const { video } = useVideo(id)
  return video ? (
    <RemixPanelRoot video={video}>
      <RemixPanelForm>
        <RemixPanelField />
        <RemixPanelErrorMessage />
        <RemixPanelSubmit />
      </RemixPanelForm>
    </RemixPanelRoot>
  ) : null
}
