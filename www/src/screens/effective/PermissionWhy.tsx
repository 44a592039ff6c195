import { Ban, Check, Clock, Minus } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";
import { t, words } from "../../i18n";
import { sectionOf } from "../../state/catalogue";
import { permissionWords } from "../people/permissionWords";
import { PermissionMeaning } from "./PermissionMeaning";
import { WhyView } from "./WhyView";

const ICONS = { held: Check, awaited: Clock, denied: Ban, missing: Minus } as const;

export interface PermissionWhyProps {
  user: string;
  permission: string;
  state: keyof typeof ICONS;
}

/** One permission, and behind it why it is held or what is missing. */
export function PermissionWhy({ user, permission, state }: PermissionWhyProps) {
  const Icon = ICONS[state];
  return (
    <DialogTrigger>
      <AriaButton className={`right why-button why-${state}`} data-permission={permission} data-state={state}>
        <Icon className="icon" aria-hidden="true" />
        {permissionWords(permission)}
        <span className="sr-only">{t(`effective.${state}`)}</span>
      </AriaButton>
      <Popover className="popover why-popover">
        <Dialog className="why-dialog" data-testid="why">
          <Heading slot="title" className="why-title">
            {words("section", sectionOf(permission))}: {permissionWords(permission)}
            <PermissionMeaning permission={permission} />
          </Heading>
          <WhyView user={user} permission={permission} chat={null} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
