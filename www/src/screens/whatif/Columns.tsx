import type { ReactNode } from "react";

export interface ColumnsProps {
  /** What the rows are. */
  first: ReactNode;
  runs: readonly { look: string; name: string }[];
}

/** The head of a table with a column for each run. */
export function Columns({ first, runs }: ColumnsProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {runs.map(({ look, name }) => (
          <th key={look} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
