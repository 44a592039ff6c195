import type { WhatIfAnswer, WhatIfOutcome } from "usher-access/admin";
import { t } from "../../i18n";
import { Bar } from "./Bar";
import { Columns } from "./Columns";
import { Legend } from "./Legend";
import { LineChart } from "./LineChart";
import { LoadCard } from "./LoadCard";
import { hundredthWords, percentWords, tenthWords, timeWords, wholeWords } from "./words";

export interface ResultsProps {
  answer: WhatIfAnswer;
  days: number;
  names: ReadonlyMap<string, string>;
}

/** One run, as it is called and drawn. */
export interface Shown {
  readonly look: "today" | "changed" | "pooled";
  readonly name: string;
  readonly outcome: WhatIfOutcome;
}

/** What the runs came to, beside each other. */
export function Results({ answer, days, names }: ResultsProps) {
  const [today, changed] = answer.runs;
  if (today === undefined || changed === undefined) return null;
  const shown: Shown[] = [
    { look: "today", name: t("whatif.today"), outcome: today },
    { look: "changed", name: t("whatif.changed"), outcome: changed },
    ...(answer.pooled === null ? [] : [{ look: "pooled" as const, name: t("whatif.pooled"), outcome: answer.pooled }]),
  ];
  return (
    <section className="whatif-results" aria-label={t("whatif.results")} data-testid="whatif-results">
      <h2>
        {t("whatif.results")} <span className="muted">{t("whatif.chats", { count: answer.chats })}</span>
      </h2>
      <Verdict outcome={changed} />
      <div className="whatif-columns">
        <WaitsCard shown={shown} />
        <QueueCard shown={shown} days={days} />
      </div>
      <LoadCard shown={shown.slice(0, 2)} names={names} />
    </section>
  );
}

function Verdict({ outcome: { difference } }: { outcome: WhatIfOutcome }) {
  const { meanMs, marginMs, isClear } = difference;
  const said = { time: timeWords(Math.abs(meanMs)), margin: timeWords(marginMs) };
  const words = isClear ? t(meanMs < 0 ? "whatif.shorter" : "whatif.longer", said) : t("whatif.same");
  return (
    <p className={`verdict ${!isClear ? "verdict-same" : meanMs > 0 ? "verdict-warn" : "verdict-good"}`} role="status" data-testid="whatif-verdict">
      {words}
    </p>
  );
}

interface Measure {
  readonly name: string;
  readonly of: (outcome: WhatIfOutcome) => number;
  readonly words: (value: number) => string;
  /** Only where there are calls. */
  readonly calls?: true;
}

const MEASURES = (): Measure[] => [
  { name: t("whatif.mean"), of: ({ report }) => report.all.texts.meanMs, words: timeWords },
  { name: t("whatif.p50"), of: ({ report }) => report.all.texts.p50Ms, words: timeWords },
  { name: t("whatif.p95"), of: ({ report }) => report.all.texts.p95Ms, words: timeWords },
  { name: t("whatif.inTime"), of: ({ report }) => report.all.texts.inTime, words: percentWords },
  { name: t("whatif.missedTexts"), of: ({ report }) => report.all.texts.missed, words: wholeWords },
  { name: t("whatif.missedCalls"), of: ({ report }) => report.all.calls.missed, words: wholeWords, calls: true },
  { name: t("whatif.delay"), of: ({ report }) => report.all.delayMeanMs, words: timeWords },
  { name: t("whatif.moved"), of: ({ report }) => report.moved, words: wholeWords },
  { name: t("whatif.jain"), of: ({ report }) => report.fairness.jain, words: hundredthWords },
];

function WaitsCard({ shown }: { shown: readonly Shown[] }) {
  const hasCalls = shown.some(({ outcome }) => outcome.report.all.calls.chats > 0);
  const measures = MEASURES().filter(({ calls }) => calls === undefined || hasCalls);
  return (
    <section className="card whatif-card" aria-label={t("whatif.waits")}>
      <h3 className="card-title">{t("whatif.waits")}</h3>
      <table className="whatif-table">
        <Columns first={<span className="sr-only">{t("whatif.measure")}</span>} runs={shown} />
        <tbody>
          {measures.map(({ name, of, words }) => {
            const most = Math.max(...shown.map(({ outcome }) => of(outcome)));
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {shown.map(({ look, outcome }) => (
                  <td key={look}>
                    <Bar look={look} part={most === 0 ? 0 : of(outcome) / most} words={words(of(outcome))} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="field-hint">{t("whatif.pooledHint")}</p>
    </section>
  );
}

function QueueCard({ shown, days }: { shown: readonly Shown[]; days: number }) {
  const lines = shown.map(({ look, name, outcome }) => ({ look, name, values: outcome.report.all.queue }));
  const mean = (look: Shown["look"]) => tenthWords(average(lines.find((line) => line.look === look)?.values ?? []));
  const most = tenthWords(Math.max(0, ...lines.flatMap(({ values }) => values)));
  const marks = Array.from({ length: days }, (_, day) => t("whatif.day", { day: day + 1 }));
  // More words than these run into each other.
  const some = days <= 7 ? marks : [];
  return (
    <section className="card whatif-card" aria-label={t("whatif.queue")}>
      <h3 className="card-title">{t("whatif.queue")}</h3>
      <LineChart
        label={t("whatif.queueLabel", { today: mean("today"), changed: mean("changed"), pooled: mean("pooled"), most })}
        lines={lines}
        marks={some}
      />
      <Legend items={lines} />
      <details className="whatif-details">
        <summary>{t("whatif.asTable")}</summary>
        <table className="whatif-table">
          <Columns first={t("whatif.queue")} runs={lines} />
          <tbody>
            {marks.map((mark, day) => (
              <tr key={mark}>
                <th scope="row">{mark}</th>
                {lines.map(({ look, values }) => (
                  <td key={look}>{tenthWords(average(part(values, day, days)))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** Those values that fall on a day. */
function part(values: readonly number[], day: number, days: number): readonly number[] {
  const width = values.length / days;
  return values.slice(Math.floor(day * width), Math.max(Math.floor((day + 1) * width), Math.floor(day * width) + 1));
}

const average = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
