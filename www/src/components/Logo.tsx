/** The mark alone; the name stands beside it as text where there is room. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="9" />
      <path className="logo-arc" d="M9 9v7.2a7 7 0 0 0 14 0V9" />
      <circle className="logo-dot" cx="16" cy="10.4" r="2.3" />
    </svg>
  );
}
