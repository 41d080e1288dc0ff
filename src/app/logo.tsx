/** A clock whose hands are an open door: the mark of the marketplace where it has no logo of its own. */
export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-8 text-accent">
      <rect width="32" height="32" rx="9" fill="currentColor" />
      <path
        d="M22.5 11.2A8 8 0 1 0 24 16M16 11v5l3.6 2.4"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
