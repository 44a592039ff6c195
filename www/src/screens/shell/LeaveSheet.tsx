import { Button } from "../../components/Button";
import { Sheet } from "../../components/Sheet";
import { t } from "../../i18n";
import { giveUp, stay, useWanted } from "../../state/guard";
import { go } from "../../state/route";

/** Asks somebody who is about to leave changes behind. */
export function LeaveSheet() {
  const wanted = useWanted();
  const leave = () => {
    const to = giveUp();
    if (to !== null) go(to);
  };
  return (
    <Sheet
      title={t("leave.title")}
      isOpen={wanted !== null}
      onClose={stay}
      testId="leave"
      foot={
        <>
          <Button look="danger" onPress={leave}>
            {t("leave.leave")}
          </Button>
          <Button look="primary" onPress={stay}>
            {t("leave.stay")}
          </Button>
        </>
      }
    >
      <p>{t("leave.text")}</p>
    </Sheet>
  );
}
