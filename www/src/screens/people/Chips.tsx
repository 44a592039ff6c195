import type { Channel, Channels, Holding, Named } from "../../api/model";
import { ChannelIcon } from "../../components/ChannelIcon";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { periodWords } from "../../i18n/period";
import { useNow } from "../../state/clock";
import { ALL, channels as channelList, nameOf } from "../../state/directory";
import { phaseOf } from "../../state/period";
import { useResource } from "../../state/resource";

export interface NameChipsProps {
  held: readonly Holding[];
  names: readonly Named[] | null;
  kind: "role" | "group";
  none: string;
}

/** Roles or groups by name, each the way to its page and with its period; what is over stays, and is muted. */
export function NameChips({ held, names, kind, none }: NameChipsProps) {
  const now = useNow();
  if (held.length === 0) return <span className="muted">{none}</span>;
  return (
    <span className="chips">
      {held.map(({ id, ...period }) => {
        const when = periodWords(period, now);
        return (
          <RouteLink
            key={id}
            className={`chip chip-${phaseOf(period, now)}`}
            to={kind === "role" ? { screen: "role", role: id } : { screen: "group", group: id }}
          >
            {nameOf(names, id)}
            {when !== "" && <span className="chip-when">{when}</span>}
          </RouteLink>
        );
      })}
    </span>
  );
}

export interface ChannelChipsProps {
  /** `null`: no list of their own. */
  channels: Channels | readonly string[] | null;
  none?: string;
}

export function ChannelChips({ channels, none }: ChannelChipsProps) {
  const { value } = useResource(channelList, ALL);
  if (channels === null) return <span className="muted">{none ?? t("channels.none")}</span>;
  if (channels === "all") return <span className="chip chip-still">{t("channels.all")}</span>;
  if (typeof channels === "string" || channels.length === 0) return <span className="muted">{t("channels.none")}</span>;
  return (
    <span className="chips">
      {channels.map((id) => {
        const channel: Channel | undefined = value?.find((one) => one.id === id);
        return (
          <span key={id} className="chip chip-still">
            {channel !== undefined && <ChannelIcon kind={channel.kind} />}
            {channel?.name ?? id}
          </span>
        );
      })}
    </span>
  );
}
