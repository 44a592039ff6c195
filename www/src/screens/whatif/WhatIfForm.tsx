import type { WhatIfAnswer } from "usher-access/admin";
import { Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { ProblemNote } from "../../components/ProblemNote";
import { Problem } from "../../api/problem";
import type { Settings } from "../../api/routing";
import type { RecordedTraffic } from "../../api/traffic";
import { t } from "../../i18n";
import { usePeek } from "../../state/resource";
import { type Form, namesOf, questionOf, staffingOf, startForm } from "../../state/whatif/form";
import type { Hints } from "../../state/whatif/frames";
import { cancel, start, useRunning } from "../../state/whatif/run";
import { recordedTraffic } from "../../state/whatif/recorded";
import type { Team } from "../../state/whatif/team";
import { PlanCard } from "./PlanCard";
import { Results } from "./Results";
import { StaffingCard } from "./StaffingCard";
import { TrafficCard } from "./TrafficCard";
import { percentWords } from "./words";

const DAY_MS = 86_400_000;

/** What was asked, and what came of it. */
interface Answered {
  form: Form;
  answer: WhatIfAnswer;
  hints: Hints;
  traffic: RecordedTraffic | null;
}

/** Traffic and two sets of rules; below them what the last run said. */
export function WhatIfForm({ team, settings }: { team: Team; settings: Settings }) {
  const [form, setForm] = useState(() => startForm(team, settings));
  const traffic = usePeek(recordedTraffic, String(form.lookBack)).value;
  const [answered, setAnswered] = useState<Answered | null>(null);
  const running = useRunning();
  // Who leaves the page wants nothing of it any more.
  useEffect(() => cancel, []);
  const results = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // It answers with a promise in some browsers, which is nothing to clean up by.
    void results.current?.scrollIntoView({ block: "start" });
  }, [answered]);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const run = () =>
    start({ question: questionOf(team, form, traffic), staffing: staffingOf(form, traffic) }, (answer, hints) => setAnswered({ form, answer, hints, traffic }));
  const isReady = form.source === "generated" || (traffic !== null && traffic.arrivals.length > 0);
  return (
    <div className="whatif" data-testid="whatif">
      <p className="muted">{t("whatif.lead")}</p>
      <div className="whatif-cards">
        <TrafficCard form={form} onChange={change} hasCalls={team.channels.some(({ kind }) => kind === "voip")} />
        <PlanCard
          title={t("whatif.rulesToday")}
          team={team}
          source={form.source}
          plan={form.today}
          testId="whatif-today"
          onChange={(part) => change({ today: { ...form.today, ...part } })}
        />
        <PlanCard
          title={t("whatif.rulesChanged")}
          team={team}
          source={form.source}
          plan={form.changed}
          testId="whatif-changed"
          onChange={(part) => change({ changed: { ...form.changed, ...part } })}
        />
      </div>
      <RunLine isReady={isReady} onRun={run} />
      {running.phase === "failed" && <ProblemNote problem={new Problem({ status: 0, code: running.code ?? "internal" })} />}
      {answered !== null && (
        <div ref={results} className="whatif-results">
          {answered.form !== form && <p className="verdict verdict-warn">{t("whatif.stale")}</p>}
          <Results answer={answered.answer} days={Math.max(1, Math.round(answered.answer.horizonMs / DAY_MS))} names={namesOf(team, answered.form)} />
          <StaffingCard team={team} form={answered.form} hints={answered.hints} traffic={answered.traffic} />
        </div>
      )}
    </div>
  );
}

function RunLine({ isReady, onRun }: { isReady: boolean; onRun: () => void }) {
  const { phase, done } = useRunning();
  if (phase !== "running") {
    return (
      <div className="whatif-run">
        <Button look="primary" isDisabled={!isReady} onPress={onRun}>
          <Play className="icon" aria-hidden="true" />
          {t("whatif.run")}
        </Button>
      </div>
    );
  }
  return (
    <div className="whatif-run">
      <Button onPress={cancel}>{t("cancel")}</Button>
      <progress className="whatif-progress" value={done} max={1} aria-label={t("whatif.running")} />
      <span className="muted">{percentWords(done)}</span>
    </div>
  );
}
