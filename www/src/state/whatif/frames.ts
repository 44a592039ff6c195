import type { StaffingQuestion, staffing, WhatIfAnswer, WhatIfQuestion } from "usher-access/admin";

/** What the simulation is told. */
export interface Ask {
  readonly question: WhatIfQuestion;
  readonly staffing: StaffingQuestion;
}

/** People for each hour, as the engine hints. */
export type Hints = ReturnType<typeof staffing>;

/** What the simulation tells. */
export type Told =
  | { readonly kind: "progress"; readonly done: number }
  | { readonly kind: "answer"; readonly answer: WhatIfAnswer; readonly hints: Hints }
  | { readonly kind: "failed"; readonly code: string };
