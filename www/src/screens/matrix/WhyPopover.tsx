import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { PermissionMeaning } from "../effective/PermissionMeaning";
import { WhyView } from "../effective/WhyView";
import { permissionName } from "../review/differenceWords";
import type { Cell, Column } from "./column";

export interface WhyPopoverProps {
  trigger: RefObject<HTMLElement | null>;
  column: Column;
  permission: string;
  onClose: () => void;
}

/** Why a cell is as it is: of a role what it says, of a person the edge's answer. */
export function WhyPopover({ trigger, column, permission, onClose }: WhyPopoverProps) {
  const cell = column.cell?.(permission) ?? null;
  return (
    <Popover className="popover why-popover" triggerRef={trigger} isOpen onOpenChange={(open) => !open && onClose()}>
      <Dialog className="why-dialog" data-testid="why">
        <Heading slot="title" className="why-title">
          <span className="muted">{column.name}</span>
          {permissionName(permission)}
          <PermissionMeaning permission={permission} />
        </Heading>
        {column.kind === "user" && <WhyView user={column.id} permission={permission} chat={null} />}
        {column.kind === "role" && cell !== null && <p>{roleWords(column.name, cell)}</p>}
        <RouteLink
          className="why-link"
          to={column.kind === "role" ? { screen: "role", role: column.id } : { screen: "user", user: column.id }}
        >
          {t("matrix.open", { name: column.name })}
        </RouteLink>
      </Dialog>
    </Popover>
  );
}

function roleWords(role: string, { state, scope }: Cell): string {
  if (state !== "held") return t("matrix.roleLacks", { role });
  return scope === undefined ? t("matrix.roleGives", { role }) : t("matrix.roleGivesOn", { role, scope: t(`scope.${scope}`) });
}
