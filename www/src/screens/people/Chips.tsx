import type { Channel, Channels, Named } from "../../api/model";
import { ChannelIcon } from "../../components/ChannelIcon";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { ALL, channels as channelList } from "../../state/directory";
import { useResource } from "../../state/resource";

export interface NameChipsProps {
  ids: readonly string[];
  names: readonly Named[] | null;
  kind: "role" | "group";
  none: string;
}

/** Roles or groups by name, each the way to its page. */
export function NameChips({ ids, names, kind, none }: NameChipsProps) {
  if (ids.length === 0) return <span className="muted">{none}</span>;
  return (
    <span className="chips">
      {ids.map((id) => (
        <RouteLink
          key={id}
          className="chip"
          to={kind === "role" ? { screen: "role", role: id } : { screen: "group", group: id }}
        >
          {names?.find((one) => one.id === id)?.name ?? id}
        </RouteLink>
      ))}
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
