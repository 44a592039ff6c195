import { LockKeyhole } from "lucide-react";
import { t } from "../i18n";
import { Blank } from "./Blank";
import { RouteLink } from "./RouteLink";

export interface NoAccessProps {
  /** The permission that opens this page, where it is known. */
  permission: string | null;
  reason?: string | null;
}

/** The page for somebody who came here by an address that is not open to them. */
export function NoAccess({ permission, reason }: NoAccessProps) {
  return (
    <Blank icon={LockKeyhole} title={t("noAccess.title")} testId="no-access">
      <p>{reason ?? t("noAccess.text")}</p>
      {permission !== null && (
        <p>
          {t("problem.missingPermission")} <code data-testid="missing-permission">{permission}</code>
        </p>
      )}
      <RouteLink className="button button-plain" to={{ screen: "inbox" }}>
        {t("noAccess.back")}
      </RouteLink>
    </Blank>
  );
}
