import type { Grant } from "../../api/model";
import { t } from "../../i18n";
import { periodWords } from "../../i18n/period";
import { isOfRecords } from "../../state/catalogue";
import { useNow } from "../../state/clock";
import { periodOf, phaseOf } from "../../state/period";
import { ChannelChips } from "../people/Chips";
import { SourceLink } from "./SourceLink";

export interface GrantLineProps {
  grant: Grant;
  permission: string;
}

/** One grant in a line: which chats on which channels, who gives it, and from when until when. */
export function GrantLine({ grant, permission }: GrantLineProps) {
  const now = useNow();
  const when = periodWords(periodOf(grant), now);
  return (
    <li className={`grant-line grant-${phaseOf(periodOf(grant), now)}`}>
      <span className="grant-from">
        <SourceLink source={grant.source} />
        {when !== "" && <span className="grant-when">{when}</span>}
      </span>
      {isOfRecords(permission) && (
        <span className="grant-reach">
          {t(`scope.${grant.scope}`)}
          {grant.newClients && <span>{t("rights.plusNew")}</span>}
          <ChannelChips channels={grant.channels} />
        </span>
      )}
    </li>
  );
}
