import { Check, Siren } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Avatar } from "../../components/Avatar";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { setAsking, useTakeable } from "../../state/emergency";
import { logOut, useMe } from "../../state/session";
import { setTheme, type Theme, useTheme } from "../../state/theme";

const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function AccountMenu() {
  const { user, company } = useMe();
  const theme = useTheme();
  const takeable = useTakeable(useAccess());
  return (
    <MenuTrigger>
      <Button className="account" data-testid="account">
        <Avatar id={user.id} name={user.name} />
        <span className="account-words">
          <span className="account-name">{user.name} </span>
          <span className="account-company">{company.name}</span>
        </span>
        <span className="sr-only">{t("account.label")}</span>
      </Button>
      <Popover className="popover" placement="right bottom">
        <div className="account-head">
          <strong>{user.name}</strong>
          <span>{company.name}</span>
        </div>
        <Menu className="options" aria-label={t("account.menu")}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const picked = THEMES.find((one) => keys !== "all" && keys.has(one));
              if (picked !== undefined) setTheme(picked);
            }}
          >
            <Header className="options-head">{t("theme.title")}</Header>
            {THEMES.map((one) => (
              <MenuItem key={one} id={one} className="option" textValue={t(`theme.${one}`)}>
                <span className="option-words">{t(`theme.${one}`)}</span>
                {one === theme && <Check className="icon" aria-hidden="true" />}
              </MenuItem>
            ))}
          </MenuSection>
          {takeable.length > 0 && (
            <MenuItem className="option option-apart option-alarm" onAction={() => setAsking(true)}>
              <span className="option-words">{t("emergency.menu")}</span>
              <Siren className="icon" aria-hidden="true" />
            </MenuItem>
          )}
          <MenuItem className="option option-apart" onAction={() => void logOut().catch(() => {})}>
            {t("account.logOut")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
