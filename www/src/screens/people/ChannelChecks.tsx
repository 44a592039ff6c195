import type { Channels } from "../../api/model";
import { Checks } from "../../components/Checks";
import { Toggle } from "../../components/Toggle";
import { t } from "../../i18n";
import { ALL, channels } from "../../state/directory";
import { useResource } from "../../state/resource";

export interface ChannelChecksProps {
  value: Channels;
  onChange: (channels: Channels) => void;
}

/** Every channel, also those connected later; or some by name. */
export function ChannelChecks({ value, onChange }: ChannelChecksProps) {
  const { value: all } = useResource(channels, ALL);
  return (
    <div className="channel-checks">
      <Toggle
        label={t("channels.all")}
        hint={t("channels.allHint")}
        selected={value === "all"}
        onChange={(selected) => onChange(selected ? "all" : [])}
      />
      {value !== "all" && (
        <Checks label={t("channels.some")} options={all ?? []} value={value} onChange={onChange} />
      )}
    </div>
  );
}
