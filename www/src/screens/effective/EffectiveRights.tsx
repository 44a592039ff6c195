import { CircleOff } from "lucide-react";
import type { Grant, UserDetail } from "../../api/model";
import { Loading } from "../../components/Loading";
import { t, words } from "../../i18n";
import { useNow } from "../../state/clock";
import { periodOf, phaseOf } from "../../state/period";
import { type PersonAccess, rightsBySection, type SectionRights, usePersonAccess } from "../../state/person";
import { FieldRights } from "./FieldRights";
import { GrantLine } from "./GrantLine";
import { PermissionWhy } from "./PermissionWhy";

/** All that somebody may do and may not, by section: how far, where it comes from, and behind each right its why. */
export function EffectiveRights({ user }: { user: UserDetail }) {
  const person = usePersonAccess(user.access);
  return (
    <section className="card" aria-label={t("user.effective")} data-testid="effective-rights">
      <h2 className="card-title">{t("user.effective")}</h2>
      {user.access === undefined && <p className="muted">{t("user.effectiveUnknown")}</p>}
      {user.access !== undefined && person === null && <Loading rows={6} />}
      {person !== null && <Rights person={person} />}
    </section>
  );
}

function Rights({ person }: { person: PersonAccess }) {
  const sections = rightsBySection(person);
  const some = sections.filter(({ held, awaited, denied }) => held.length + awaited.length + denied.length > 0);
  const none = sections.filter((section) => !some.includes(section));
  return (
    <>
      {some.length === 0 && <p className="muted">{t("user.nothing")}</p>}
      <dl className="rights-sections">
        {some.map((section) => (
          <Section key={section.section} user={person.document.user} rights={section} />
        ))}
        <FieldRights document={person.document} />
      </dl>
      {none.length > 0 && <Elsewhere user={person.document.user} sections={none} />}
    </>
  );
}

interface SectionProps {
  user: string;
  rights: SectionRights;
}

function Section({ user, rights: { section, held, awaited, denied, missing } }: SectionProps) {
  const now = useNow();
  return (
    <div className="rights-section effective-section" data-testid="effective-section" data-section={section}>
      <dt>{words("section", section)}</dt>
      <dd>
        {[...held, ...awaited].map(({ permissions, grants }) => (
          <div key={permissions.join(" ")} className="effective-block">
            <div className="effective-row">
              {permissions.map((permission) => (
                <PermissionWhy
                  key={permission}
                  user={user}
                  permission={permission}
                  state={held.some((block) => block.permissions.includes(permission)) ? "held" : "awaited"}
                />
              ))}
            </div>
            <ul className="grant-lines">
              {inTime(grants, now).map((grant) => (
                <GrantLine key={JSON.stringify(grant.source)} grant={grant} permission={permissions[0] ?? ""} />
              ))}
            </ul>
          </div>
        ))}
        {(denied.length > 0 || missing.length > 0) && (
          <div className="effective-row effective-missing">
            {denied.map((permission) => (
              <PermissionWhy key={permission} user={user} permission={permission} state="denied" />
            ))}
            {missing.map((permission) => (
              <PermissionWhy key={permission} user={user} permission={permission} state="missing" />
            ))}
          </div>
        )}
      </dd>
    </div>
  );
}

const PHASES = ["current", "coming", "over"] as const;

/** What holds now before what is to come, and what is over last. */
function inTime(grants: readonly Grant[], now: number): Grant[] {
  const place = (grant: Grant) => PHASES.indexOf(phaseOf(periodOf(grant), now));
  return grants.toSorted((a, b) => place(a) - place(b));
}

/** Sections in which nothing is held, out of the way. */
function Elsewhere({ user, sections }: { user: string; sections: readonly SectionRights[] }) {
  return (
    <details className="elsewhere">
      <summary>
        <CircleOff className="icon" aria-hidden="true" />
        {t("effective.elsewhere", { count: sections.length })}
        <span className="muted">{sections.map(({ section }) => words("section", section)).join(", ")}</span>
      </summary>
      <dl className="rights-sections">
        {sections.map((section) => (
          <Section key={section.section} user={user} rights={section} />
        ))}
      </dl>
    </details>
  );
}
