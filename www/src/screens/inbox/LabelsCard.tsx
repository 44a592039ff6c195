import { useState } from "react";
import type { ChatDetail } from "../../api/model";
import { type Problem, toProblem } from "../../api/problem";
import { Choice } from "../../components/Choice";
import { ProblemNote } from "../../components/ProblemNote";
import { Tags } from "../../components/Tags";
import { t } from "../../i18n";
import { languageOptions, languageWords } from "../../i18n/language";
import { useAccess } from "../../state/access";
import { label, labels } from "../../state/details";
import { ALL } from "../../state/directory";
import { useResource } from "../../state/resource";

/** No tag of a language. */
const NONE = "none:";

/** What the company calls the chat, and what the client speaks: smart rules ask for both. */
export function LabelsCard({ chat }: { chat: ChatDetail }) {
  const mayChange = useAccess().can("chats.assign", chat.facts);
  return (
    <section className="card labels" aria-label={t("labels.title")} data-testid="labels">
      <h3 className="card-title">{t("labels.title")}</h3>
      {mayChange ? <LabelFields key={chat.id} chat={chat} /> : <LabelFacts chat={chat} />}
    </section>
  );
}

function LabelFields({ chat }: { chat: ChatDetail }) {
  const { value: known } = useResource(labels, ALL);
  /** What was typed and is not answered yet. */
  const [sent, setSent] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (what: Parameters<typeof label>[1]) => {
    setProblem(null);
    try {
      await label(chat.id, what);
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  const onLabels = async (next: readonly string[]) => {
    setSent(next);
    await change({ labels: next });
    setSent((latest) => (latest === next ? null : latest));
  };
  const named = [...(known?.languages ?? []), ...(chat.language === null ? [] : [chat.language])];
  return (
    <>
      <Tags
        label={t("labels.labels")}
        hint={t("labels.hint")}
        placeholder={t("labels.add")}
        known={known?.labels ?? []}
        value={sent ?? chat.labels}
        onChange={(next) => void onLabels(next)}
      />
      <Choice
        label={t("labels.language")}
        options={[{ id: NONE, name: t("labels.noLanguage") }, ...languageOptions(named)]}
        value={chat.language ?? NONE}
        onChange={(id) => void change({ language: id === NONE ? null : id })}
      />
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  );
}

function LabelFacts({ chat }: { chat: ChatDetail }) {
  return (
    <>
      <ul className="chips" aria-label={t("labels.labels")}>
        {chat.labels.map((one) => (
          <li key={one} className="chip chip-still">{one}</li>
        ))}
        {chat.labels.length === 0 && <li className="muted">{t("labels.none")}</li>}
      </ul>
      <p className="muted">
        {t("labels.language")}: {chat.language === null ? t("labels.unknownLanguage") : languageWords(chat.language)}
      </p>
    </>
  );
}
