import { useRef } from "react";

/** The last value that was there. */
export function useLasting<T>(value: T | null): T | null {
  const last = useRef(value);
  if (value !== null) last.current = value;
  return value ?? last.current;
}
