import { ChevronRight, Sparkles } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { Heading } from "react-aria-components/Heading";
import type { Assignment, ChatDetail, RoutingReason } from "../../api/model";
import { t } from "../../i18n";
import { Considered } from "./Considered";
import { summaryOf } from "./reasonWords";

export interface AssignmentReasonProps {
  reason: RoutingReason;
  by: Assignment["by"];
  /** When it was decided: what it was decided by is found by that. */
  from: number;
  chat: ChatDetail;
  nameOf: (id: string) => string;
}

/** Why, in plain words: one sentence, and everything behind it on request. */
export function AssignmentReason({ reason, by, from, chat, nameOf }: AssignmentReasonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="reason" data-testid="reason" data-because={reason.because}>
      <p className="reason-summary">
        <Sparkles className="icon" aria-hidden="true" />
        <span>
          {summaryOf(reason, by, chat, nameOf)}
          {reason.rule && ` ${t("reason.byRule", { rule: reason.rule })}`}
        </span>
      </p>
      <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
        <Heading level={4}>
          <AriaButton slot="trigger" className="disclosure-button">
            <ChevronRight className="icon disclosure-mark" aria-hidden="true" />
            {t("reason.details")}
          </AriaButton>
        </Heading>
        <DisclosurePanel className="reason-details">
          {isOpen && <Considered chat={chat.id} from={from} reason={reason} nameOf={nameOf} />}
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}
