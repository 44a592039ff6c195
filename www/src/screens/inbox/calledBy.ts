import type { Contact } from "../../api/model";
import { t } from "../../i18n";

/** What to call a client whose card is at hand: by name, else by the first thing that may be seen. */
export function calledBy({ name, phone, handle, email, visibility }: Contact): string {
  const known = name ?? phone ?? handle ?? email;
  if (known !== null) return known;
  return t((visibility["name"] ?? "hidden") === "hidden" ? "contact.nameHidden" : "contact.nameless");
}
