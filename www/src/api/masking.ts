import { path, readRevised, request, type Revised } from "./http";

export type MaskPolicy = "balanced" | "strict";

/** What "masked" means for one kind of personal data. */
export type MaskStyle = "partial" | "token" | "hidden" | "clear";

export type MaskStyles = Partial<Record<string, MaskStyle>>;

/** How a company masks. */
export interface Masking {
  policy: MaskPolicy;
  /** The country whose numbers are written without a country code, in two capital letters. */
  region: string | null;
  styles: MaskStyles;
}

export const fetchMasking = (): Promise<Revised<Masking>> => readRevised(path(["masking"]));

/** Refused with `policy_changed` where the policy is no longer the one of `revision`. */
export const changeMasking = (change: Partial<Masking>, revision: number) =>
  request<void>("PATCH", path(["masking"]), change, revision);
