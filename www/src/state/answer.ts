import { useEffect, useState } from "react";
import { type Problem, toProblem } from "../api/problem";

export interface Answer<T> {
  value: T | null;
  problem: Problem | null;
  again: () => void;
}

/** Asks the edge for something that nobody else shows: whenever `key` changes, and once more on demand. */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> {
  const [turn, setTurn] = useState(0);
  const [answered, setAnswered] = useState<{ of: string; value: T | null; problem: Problem | null } | null>(null);
  const of = `${key} ${turn}`;
  useEffect(() => {
    let current = true;
    ask().then(
      (value) => current && setAnswered({ of, value, problem: null }),
      (error: unknown) => current && setAnswered({ of, value: null, problem: toProblem(error) }),
    );
    return () => {
      current = false;
    };
    // `ask` is another function at each rendering; what it asks for is in the key.
  }, [of]);
  const again = () => setTurn((before) => before + 1);
  return answered?.of === of ? { ...answered, again } : { value: null, problem: null, again };
}
