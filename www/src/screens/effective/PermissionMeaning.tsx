import { meaning } from "usher-access/sentences";
import { LOCALE } from "../../i18n";

/** What a permission allows in words, where it is a standard one, and its name as it stands in policies. */
export function PermissionMeaning({ permission }: { permission: string }) {
  const words = meaning(permission, { locale: LOCALE });
  return (
    <span className="why-meaning">
      {words !== undefined && <span className="muted">{words} </span>}
      <code>{permission}</code>
    </span>
  );
}
