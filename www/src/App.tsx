import { useEffect } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Loading } from "./components/Loading";
import { ProblemNote } from "./components/ProblemNote";
import { LOCALE } from "./i18n";
import { followSession } from "./live/live";
import { LogIn } from "./screens/login/LogIn";
import { Shell } from "./screens/shell/Shell";
import { resume, useSession } from "./state/session";

export function App() {
  useEffect(() => {
    void resume();
    return followSession();
  }, []);
  return (
    <I18nProvider locale={LOCALE}>
      <Stage />
    </I18nProvider>
  );
}

function Stage() {
  const session = useSession();
  switch (session.phase) {
    case "starting":
      return (
        <div className="stage">
          <Loading rows={1} />
        </div>
      );
    case "failed":
      return (
        <div className="stage">
          <ProblemNote problem={session.problem} onRetry={() => void resume()} />
        </div>
      );
    case "signed_out":
      return <LogIn because={session.because} />;
    case "signed_in":
      return <Shell />;
  }
}
