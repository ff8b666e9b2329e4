import * as Dialog from '@radix-ui/react-dialog'
import { useEffect, useRef } from 'react'
import { Alert, useFailureText, type Failure } from '../failure'
import { Button } from '../primitives'
import { useLibraryStrings } from '../strings/texts'

/** Shown instead of a video that is not available. It is empty until the failure is known. */
export function MissingVideo({ failure }: { failure: Failure | undefined }) {
  const t = useLibraryStrings()
  const describeFailure = useFailureText()
  const close = useRef<HTMLButtonElement>(null)
  const hasFailed = failure !== undefined
  useEffect(() => {
    // The element that had the focus may have been unmounted with the video.
    if (hasFailed) close.current?.focus()
  }, [hasFailed])
  return (
    <div className="dl-dialog-missing">
      <Dialog.Title className="dl-hidden">{t('details')}</Dialog.Title>
      {failure && (
        <div role="alert">
          <Alert title={describeFailure(failure).title} text={describeFailure(failure).text}>
            <Dialog.Close asChild>
              <Button ref={close} variant="outline">
                {t('close')}
              </Button>
            </Dialog.Close>
          </Alert>
        </div>
      )}
    </div>
  )
}
