import type { ChatScope, Rights, Visibility } from "../../api/model";
import { Checks } from "../../components/Checks";
import { Choice } from "../../components/Choice";
import { Toggle } from "../../components/Toggle";
import { t, words } from "../../i18n";
import { useAccess } from "../../state/access";
import { catalogue, FIELD_KINDS } from "../../state/catalogue";
import { permissionWords } from "./permissionWords";

const SCOPES: readonly ChatScope[] = ["none", "assigned", "group", "all"];
const VISIBILITIES: readonly Visibility[] = ["hidden", "masked", "clear"];

export interface RightsEditorProps {
  rights: Rights;
  onChange: (rights: Rights) => void;
}

/** All of one role's rights, each to be switched. */
export function RightsEditor({ rights, onChange }: RightsEditorProps) {
  return (
    <div className="rights-editor">
      <fieldset className="card">
        <legend className="card-title">{t("rights.permissions")}</legend>
        <Permissions rights={rights} onChange={onChange} />
      </fieldset>
      <fieldset className="card">
        <legend className="card-title">{t("rights.chats")}</legend>
        <div className="form-grid">
          <Choice
            label={t("rights.scope")}
            options={SCOPES.map((id) => ({ id, name: t(`scope.${id}`), hint: t(`scopeHint.${id}`) }))}
            value={rights.scope}
            onChange={(id) => onChange({ ...rights, scope: id as ChatScope })}
          />
          <Toggle
            label={t("rights.newClients")}
            hint={t("rights.newClientsHint")}
            selected={rights.newClients}
            onChange={(newClients) => onChange({ ...rights, newClients })}
          />
        </div>
      </fieldset>
      <fieldset className="card">
        <legend className="card-title">{t("rights.fields")}</legend>
        <Fields rights={rights} onChange={onChange} />
      </fieldset>
    </div>
  );
}

function Permissions({ rights, onChange }: RightsEditorProps) {
  const { document } = useAccess();
  const change = (permissions: readonly string[], section: readonly string[]) => {
    const others = rights.permissions.filter((permission) => !section.includes(permission));
    onChange({ ...rights, permissions: [...others, ...permissions] });
  };
  return (
    <div className="permission-grid">
      {catalogue(document.hostPermissions).map(({ section, permissions }) => (
        <Checks
          key={section}
          label={words("section", section)}
          options={permissions.map((id) => ({ id, name: permissionWords(id), hint: id }))}
          value={rights.permissions.filter((permission) => permissions.includes(permission))}
          onChange={(ids) => change(ids, permissions)}
        />
      ))}
    </div>
  );
}

/** Phone numbers and e-mails are shown in clear only with a permission of their own: said where it is missing. */
function lacksPermission(kind: string, rights: Rights): { hint?: string } {
  const needed = `contacts.${kind}`;
  const clearNeeds = kind === "phone" || kind === "email";
  if (!clearNeeds || rights.fields[kind] !== "clear" || rights.permissions.includes(needed)) return {};
  return { hint: t("rights.clearNeeds", { permission: permissionWords(needed) }) };
}

function Fields({ rights, onChange }: RightsEditorProps) {
  const kinds = [...new Set<string>([...FIELD_KINDS, ...Object.keys(rights.fields)])];
  return (
    <div className="field-grid">
      {kinds.map((kind) => (
        <Choice
          key={kind}
          label={words("field", kind)}
          options={VISIBILITIES.map((id) => ({ id, name: t(`visibility.${id}`) }))}
          {...lacksPermission(kind, rights)}
          value={rights.fields[kind] ?? "hidden"}
          onChange={(id) => onChange({ ...rights, fields: { ...rights.fields, [kind]: id as Visibility } })}
        />
      ))}
    </div>
  );
}
