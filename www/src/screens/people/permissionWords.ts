import { hasMessage, t, words } from "../../i18n";
import { actionOf } from "../../state/catalogue";

/** What a permission allows, to be read under the name of its section. */
export function permissionWords(permission: string): string {
  const key = `permission.${permission}`;
  return hasMessage(key) ? t(key) : words("action", actionOf(permission));
}
