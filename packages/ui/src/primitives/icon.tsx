/** An icon of the set, at 16 px with a stroke of 1.5. It is decoration: the words stand beside it or name the button. */
export const Icon = ({ of: drawing }: { of: string }) => (
  <svg
    className="dl-icon"
    width={16}
    height={16}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
    focusable="false"
  >
    <path d={drawing} />
  </svg>
)
