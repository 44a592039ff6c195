import {
  CircleHelp, Contact, FileText, Image, Info, type LucideIcon, MapPin, Mic, MousePointerClick, PhoneCall, ShoppingBag,
  SmilePlus, Sticker, Video,
} from "lucide-react";
import type { MessageKind } from "../../api/model";
import { words } from "../../i18n";

const ICONS: Record<Exclude<MessageKind, "text">, LucideIcon> = {
  image: Image,
  audio: Mic,
  video: Video,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: Contact,
  reaction: SmilePlus,
  button: MousePointerClick,
  order: ShoppingBag,
  system: Info,
  call: PhoneCall,
  unsupported: CircleHelp,
};

/** Text needs no icon; a kind that is newer than this console gets the one of the unsupported. */
export function messageIcon(kind: MessageKind): LucideIcon | null {
  return kind === "text" ? null : (ICONS[kind] ?? CircleHelp);
}

export const messageWords = (kind: MessageKind) => words("kind", kind);
