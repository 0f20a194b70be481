/** The sign: a horizon in a lens. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path
        d="M3 16.600a13 13 0 0 0 26 0c-4.600-3.600-8.700 1.800-13 0s-8.400-3.200-13 0Z"
        fill="var(--gold)"
      />
    </svg>
  );
}
