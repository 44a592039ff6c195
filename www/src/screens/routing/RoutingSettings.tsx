import { useState } from "react";
import type { Revised } from "../../api/http";
import type { StoredSettings, Trial } from "../../api/routing";
import { Badge } from "../../components/Badge";
import { RouteLink } from "../../components/RouteLink";
import { SaveLine } from "../../components/SaveLine";
import { t } from "../../i18n";
import { useGuard } from "../../state/guard";
import { parse, ROUTING_PARTS, type RoutingPart } from "../../state/route";
import { faultsOf, useCheck } from "../../state/routing/check";
import { same } from "../../state/routing/document";
import { partOf, rowOf } from "../../state/routing/pointer";
import { CompanyPart } from "./CompanyPart";
import { type Company, FormContext, type RoutingForm, useForm } from "./form";
import { GroupsPart } from "./GroupsPart";
import { HoursPart } from "./HoursPart";
import { PeoplePart } from "./PeoplePart";
import { RulesPart } from "./RulesPart";
import { useRoutingEdit } from "./useRoutingEdit";
import { findingWords } from "./words";

export interface RoutingSettingsProps {
  part: RoutingPart;
  stored: Revised<StoredSettings>;
  company: Company;
}

const staysHere = (to: string) => parse(to).screen === "routing";

/** The parts of the settings, with one draft for all of them. */
export function RoutingSettings({ part, stored, company }: RoutingSettingsProps) {
  const edit = useRoutingEdit(stored);
  const [trial, setTrial] = useState<Trial>(() => startTrial(company));
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  useGuard(edit.changed, staysHere);
  const isAsked = company.channels.length > 0 && (edit.changed === "changed" || part === "rules");
  const check = useCheck(edit.draft, isAsked ? trial : null);
  const refused = edit.problem === null ? [] : faultsOf(edit.problem);
  const onOpen = (row: string, isOpen: boolean) =>
    setOpen((before) => new Set(isOpen ? [...before, row] : [...before].filter((one) => one !== row)));
  const form: RoutingForm = {
    edit,
    company,
    check,
    trial: company.channels.length > 0 ? trial : null,
    onTrial: (change) => setTrial((before) => ({ ...before, ...change })),
    faults: refused.length > 0 ? refused : check.faults,
    warnings: stored.value.warnings.filter(({ pointer }) => isAsStored(edit, pointer)),
    open,
    onOpen,
  };
  return (
    <FormContext value={form}>
      <Parts current={part} />
      <div className="screen-body">
        <div className="routing" data-testid="routing">
          <Part part={part} />
          {edit.changed === "changed" && <Save />}
        </div>
      </div>
    </FormContext>
  );
}

function Part({ part }: { part: RoutingPart }) {
  switch (part) {
    case "company":
      return <CompanyPart />;
    case "groups":
      return <GroupsPart />;
    case "people":
      return <PeoplePart />;
    case "hours":
      return <HoursPart />;
    case "rules":
      return <RulesPart />;
  }
}

function Parts({ current }: { current: RoutingPart }) {
  const { faults } = useForm();
  return (
    <nav className="tabs" aria-label={t("routing.parts")}>
      {ROUTING_PARTS.map((part) => {
        const count = faults.filter(({ pointer }) => partOf(pointer) === part).length;
        return (
          <RouteLink key={part} className="tab" to={{ screen: "routing", part }} aria-current={part === current ? "page" : undefined}>
            {t(`routing.part.${part}`)}
            {count > 0 && (
              <>
                {" "}
                <Badge tone="bad">{count}</Badge>
              </>
            )}
          </RouteLink>
        );
      })}
    </nav>
  );
}

function Save() {
  const { edit, faults } = useForm();
  const { problem } = edit;
  return (
    <SaveLine
      words={faults.length === 0 ? t("routing.unsaved") : <Wrong />}
      busy={edit.busy}
      problem={problem !== null && faultsOf(problem).length > 0 ? null : problem}
      overtaken="routing_changed"
      onDiscard={edit.discard}
      onSave={() => void edit.save()}
      onAgain={() => void edit.again()}
    />
  );
}

/** More of them nobody mends at once. */
const TOLD_MAX = 3;

/** What has to be mended first, each the way to its place. */
function Wrong() {
  const { faults, onOpen } = useForm();
  return (
    <div className="routing-wrong" role="alert" data-testid="routing-wrong">
      <strong>{t("routing.wrong", { count: faults.length })}</strong>
      <ul>
        {faults.slice(0, TOLD_MAX).map((fault) => {
          const row = rowOf(fault.pointer);
          const part = partOf(fault.pointer);
          return (
            <li key={`${fault.pointer} ${fault.code}`}>
              <RouteLink to={{ screen: "routing", part }} onClick={() => row !== null && onOpen(row, true)}>
                {t(`routing.part.${part}`)}
              </RouteLink>
              : {findingWords(fault)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A warning is about what is stored: where that is changed here, it may be out of date. */
function isAsStored({ draft, stored }: RoutingForm["edit"], pointer: string): boolean {
  return pointer.startsWith("/rules") ? same(draft.rules, stored.rules) : same(draft.capacity, stored.capacity);
}

function startTrial({ channels }: Company): Trial {
  return { channel: channels[0]?.id ?? "", known: false, labels: [], language: null, text: "", at: null };
}
