import { Check } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import type { ChosenPresence } from "../../api/queue";
import { describe, toProblem } from "../../api/problem";
import { PresenceDot } from "../../components/PresenceDot";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { notify } from "../../state/notices";
import { askOwnPresence, choosePresence, useOwnPresence } from "../../state/presence";

const CHOICES: readonly ChosenPresence[] = ["online", "finishing", "away"];

/** Whether one is there for new chats. Only for those who answer clients. */
export function PresenceSwitch() {
  const access = useAccess();
  const own = useOwnPresence();
  if (own === null || !access.can("chats.reply")) return null;
  const choose = async (next: ChosenPresence) => {
    try {
      await choosePresence(next);
    } catch (error) {
      notify("bad", describe(toProblem(error)));
    }
  };
  return (
    <MenuTrigger onOpenChange={(isOpen) => isOpen && void askOwnPresence()}>
      <Button className="presence-switch" data-testid="presence" data-presence={own.presence}>
        <span className="sr-only">{t("presence.own")}: </span>
        <PresenceDot presence={own.presence === "lost" ? own.chosenPresence : own.presence} />
      </Button>
      <Popover className="popover" placement="right bottom">
        {own.presence === "finishing" && own.chosenPresence === "online" && <p className="presence-note">{t("presence.offShift")}</p>}
        <Menu
          className="options"
          aria-label={t("presence.own")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[own.chosenPresence]}
          onSelectionChange={(keys) => {
            const picked = CHOICES.find((one) => keys !== "all" && keys.has(one));
            if (picked !== undefined) void choose(picked);
          }}
        >
          {CHOICES.map((one) => (
            <MenuItem key={one} id={one} className="option" textValue={t(`presence.${one}`)}>
              <span className="option-words">
                <PresenceDot presence={one} />
                <span className="option-hint">{t(`presenceHint.${one}`)}</span>
              </span>
              {one === own.chosenPresence && <Check className="icon" aria-hidden="true" />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
