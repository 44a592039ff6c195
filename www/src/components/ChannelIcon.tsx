import { Camera, Hash, type LucideIcon, MessageCircle, MessageSquareText, MessagesSquare, Phone, Send } from "lucide-react";
import type { ChannelKind } from "../api/model";
import { t } from "../i18n";

const ICONS: Record<ChannelKind, LucideIcon> = {
  whatsapp: MessageCircle,
  instagram: Camera,
  messenger: MessagesSquare,
  telegram: Send,
  sms: MessageSquareText,
  voip: Phone,
  other: Hash,
};

export interface ChannelIconProps {
  kind: ChannelKind;
  /** `named` where no text beside it says which kind of channel this is. */
  label?: "named" | "silent";
}

export function ChannelIcon({ kind, label = "silent" }: ChannelIconProps) {
  const Icon = ICONS[kind] ?? Hash;
  const known = kind in ICONS ? kind : "other";
  return (
    <span className={`channel-icon channel-${known}`}>
      <Icon className="icon" aria-hidden="true" />
      {label === "named" && <span className="sr-only">{t(`channel.${known}`)}</span>}
    </span>
  );
}
