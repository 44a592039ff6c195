import { Loading } from "../../components/Loading";
import { NoAccess } from "../../components/NoAccess";
import { ProblemNote } from "../../components/ProblemNote";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { ALL } from "../../state/directory";
import { explainBeyondName } from "../../state/explanation";
import { maskingSettings } from "../../state/masking";
import { useResource } from "../../state/resource";
import { ScreenHead } from "../shell/ScreenHead";
import { MaskingForm } from "./MaskingForm";

/** How the company masks what somebody may not see in clear. */
export function MaskingPage() {
  const access = useAccess();
  if (!access.can("settings.view")) {
    return (
      <div className="screen">
        <ScreenHead title={t("noAccess.head")} />
        <NoAccess permission="settings.view" reason={explainBeyondName(access.explain("settings.view"))} />
      </div>
    );
  }
  return (
    <div className="screen">
      <ScreenHead title={t("title.masking")} />
      <div className="screen-body">
        <Masking />
      </div>
    </div>
  );
}

function Masking() {
  const { value, problem } = useResource(maskingSettings, ALL);
  if (value !== null) return <MaskingForm stored={value} />;
  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => void maskingSettings.load(ALL)} />;
  return <Loading rows={6} />;
}
