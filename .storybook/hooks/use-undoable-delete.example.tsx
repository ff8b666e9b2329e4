import { useUndoableDelete, useVideo, useVideoLibrary } from '@dailies/core/react'

const Row = ({ id, onDelete }: { id: string; onDelete: () => void }) => {
  const { video } = useVideo(id)
  return (
    <li>
      {video?.prompt}{' '}
      <button type="button" onClick={onDelete}>
        Delete
      </button>
    </li>
  )
}

/** A deletion can be undone for six seconds. It is sent after that, or when the page is left. */
export const UndoList = () => {
  const { ids } = useVideoLibrary()
  const { deleteVideos, hidden, pending, undo } = useUndoableDelete()
  return (
    <>
      <ul>
        {ids
          .filter((id) => !hidden.has(id))
          .map((id) => (
            <Row key={id} id={id} onDelete={() => deleteVideos([id])} />
          ))}
      </ul>
      {pending.length > 0 && (
        <button type="button" onClick={undo}>
          Undo
        </button>
      )}
    </>
  )
}
