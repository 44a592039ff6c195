import { Check, Eye, EyeOff, Lock } from "lucide-react";
import type { Rights, Visibility } from "../../api/model";
import { t, words } from "../../i18n";
import { useAccess } from "../../state/access";
import { inOrder, sectionOf } from "../../state/catalogue";
import { permissionWords } from "./permissionWords";

const ICONS = { clear: Eye, masked: Lock, hidden: EyeOff } as const;

type Shown = Pick<Rights, "scope" | "newClients"> & {
  permissions: readonly string[];
  fields: { readonly [kind: string]: Visibility | undefined };
};

/** Rights to read: what may be done, by section, how far it reaches, and what is shown of personal data. */
export function RightsView({ rights }: { rights: Shown }) {
  const { document } = useAccess();
  const sections = Map.groupBy(inOrder(rights.permissions, document.hostPermissions), sectionOf);
  const fields = Object.entries(rights.fields).filter(([, seen]) => seen !== undefined && seen !== "hidden");
  // Rights only add: a group's own that reach no chat take none away, and must not read as if they did.
  const reachesClients = rights.scope !== "none" || rights.newClients || fields.length > 0;
  return (
    <div className="rights" data-testid="rights">
      {sections.size === 0 && <p className="muted">{t("rights.none")}</p>}
      <dl className="rights-sections">
        {[...sections].map(([section, permissions]) => (
          <div key={section} className="rights-section">
            <dt>{words("section", section)}</dt>
            <dd>
              {permissions.map((permission) => (
                <span key={permission} className="right" title={permission} data-permission={permission}>
                  <Check className="icon" aria-hidden="true" />
                  {permissionWords(permission)}
                </span>
              ))}
            </dd>
          </div>
        ))}
        {reachesClients && (
          <>
            <div className="rights-section">
              <dt>{t("rights.scope")}</dt>
              <dd>
                {t(`scope.${rights.scope}`)}
                {rights.newClients && <span className="muted">{t("rights.plusNew")}</span>}
              </dd>
            </div>
            <div className="rights-section">
              <dt>{t("rights.fields")}</dt>
              <dd>
                {fields.length === 0 && <span className="muted">{t("rights.allHidden")}</span>}
                {fields.map(([kind, seen]) => (
                  <FieldRight key={kind} kind={kind} seen={seen ?? "hidden"} />
                ))}
              </dd>
            </div>
          </>
        )}
      </dl>
    </div>
  );
}

function FieldRight({ kind, seen }: { kind: string; seen: Visibility }) {
  const Icon = ICONS[seen];
  return (
    <span className={`right right-${seen}`} data-field={kind} data-visibility={seen}>
      <Icon className="icon" aria-hidden="true" />
      {words("field", kind)} <span className="muted">{t(`visibility.${seen}`)}</span>
    </span>
  );
}
