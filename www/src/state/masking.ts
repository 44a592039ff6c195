import { maskField } from "usher-access";
import { fetchMasking, type MaskStyle } from "../api/masking";
import { Resources } from "./resource";

/** How the company masks, with the revision of the policy that it was read at. */
export const maskingSettings = new Resources(fetchMasking);

/** What a company decides about, in the order people read it. */
export const MASKED_KINDS = ["name", "phone", "email", "handle", "address", "card", "iban", "national_id"] as const;

export type MaskedKind = (typeof MASKED_KINDS)[number];

export const STYLES: readonly MaskStyle[] = ["partial", "token", "hidden", "clear"];

/** Nobody's: reserved names, and numbers that are kept free for examples. */
export const EXAMPLES: Record<MaskedKind, string> = {
  name: "Ayşe Yılmaz",
  phone: "+90 500 555 01 67",
  email: "ayse.yilmaz@example.com",
  handle: "@ayse_home",
  address: "14 Orchard Lane, Bristol",
  card: "4012 8888 8888 1881",
  iban: "TR33 0006 1005 1978 6457 8413 26",
  national_id: "10000000146",
};

/** The key that tokens are made with never leaves the edge: here stands one that belongs to nobody. */
const TOKEN = "~k4zq7m2hx5bt";

/** A value as somebody sees it for whom it is masked; `null` where nothing is shown. */
export function styled(kind: string, value: string, style: MaskStyle): string | null {
  switch (style) {
    case "partial":
      return maskField(kind, value);
    case "token":
      return TOKEN;
    case "hidden":
      return null;
    case "clear":
      return value;
  }
}
