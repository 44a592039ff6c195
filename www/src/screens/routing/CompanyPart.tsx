import type { ChannelKind } from "../../api/model";
import type { Capacity, GivingBack } from "../../api/routing";
import { ChannelIcon } from "../../components/ChannelIcon";
import { Choice } from "../../components/Choice";
import { DurationInput } from "../../components/DurationInput";
import { NumberInput, OwnNumberInput } from "../../components/NumberInput";
import { t } from "../../i18n";
import { BOUNDS, SECONDS_MAX } from "../../state/routing/document";
import { pointerTo } from "../../state/routing/pointer";
import { useForm } from "./form";
import { Ladder } from "./Ladder";
import { Spot } from "./Spot";

/** What holds for everybody who says nothing of their own. */
export function CompanyPart() {
  return (
    <>
      <p className="muted routing-lead">{t("routing.lead")}</p>
      <div className="routing-columns">
        <WaitingCard />
        <div className="routing-column">
          <CapacityCard />
          <LostCard />
        </div>
      </div>
    </>
  );
}

function WaitingCard() {
  const { edit } = useForm();
  const { sticky, ladder, missed } = edit.draft;
  return (
    <section className="card routing-card" aria-label={t("ladder.title")} data-testid="routing-ladder">
      <h2 className="card-title">{t("ladder.title")}</h2>
      <p className="field-hint">{t("ladder.lead")}</p>
      <Ladder
        at=""
        sticky={sticky}
        ladder={ladder}
        missed={missed}
        onSticky={(next) => edit.change({ sticky: next })}
        onLadder={(next) => edit.change({ ladder: next })}
        onMissed={(next) => edit.change({ missed: next })}
      />
    </section>
  );
}

function CapacityCard() {
  const { edit } = useForm();
  const { capacity } = edit.draft;
  const change = (part: Partial<Capacity>) => edit.change({ capacity: { ...capacity, ...part } });
  return (
    <section className="card routing-card" aria-label={t("capacity.title")} data-testid="routing-capacity">
      <h2 className="card-title">{t("capacity.title")}</h2>
      <div className="routing-pair">
        <Spot at="/capacity/text">
          <NumberInput label={t("capacity.text")} hint={t("capacity.textHint")} value={capacity.text} bounds={BOUNDS.text} onChange={(text) => change({ text })} />
        </Spot>
        <Spot at="/capacity/calls">
          <NumberInput label={t("capacity.calls")} hint={t("capacity.callsHint")} value={capacity.calls} bounds={BOUNDS.calls} onChange={(calls) => change({ calls })} />
        </Spot>
      </div>
      <Weights capacity={capacity} onChange={(weights) => change({ weights })} />
    </section>
  );
}

interface WeightsProps {
  capacity: Capacity;
  onChange: (weights: Capacity["weights"]) => void;
}

/** How much a chat counts, by service and by channel. Calls always take one place. */
function Weights({ capacity: { weights }, onChange }: WeightsProps) {
  const { channels } = useForm().company;
  const written = channels.filter(({ kind }) => kind !== "voip");
  const kinds = [...new Set([...written.map(({ kind }) => kind), ...Object.keys(weights.kinds)])] as ChannelKind[];
  const put = (all: Readonly<Record<string, number>>, id: string, weight: number | null) => {
    const { [id]: _, ...rest } = all;
    return weight === null ? rest : { ...rest, [id]: weight };
  };
  return (
    <div className="weights">
      <h3 className="field-label">{t("capacity.weights")}</h3>
      <p className="field-hint">{t("capacity.weightsHint")}</p>
      <ul className="weight-rows">
        {kinds.map((kind) => (
          <li key={kind}>
            <Spot at={pointerTo("capacity", "weights", "kinds", kind)}>
              <div className="weight-row">
                <span className="weight-name">
                  <ChannelIcon kind={kind} />
                  {t(`channel.${kind}`)}
                </span>
                <OwnNumberInput
                  label={t("capacity.weightOf", { name: t(`channel.${kind}`) })}
                  labelled="hidden"
                  value={weights.kinds[kind] ?? null}
                  placeholder="1"
                  bounds={BOUNDS.weight}
                  onChange={(weight) => onChange({ ...weights, kinds: put(weights.kinds, kind, weight) })}
                />
              </div>
            </Spot>
            <ul className="weight-rows weight-channels">
              {written.filter((channel) => channel.kind === kind).map(({ id, name }) => (
                <li key={id}>
                  <Spot at={pointerTo("capacity", "weights", "channels", id)}>
                    <div className="weight-row">
                      <span className="weight-name">{name}</span>
                      <OwnNumberInput
                        label={t("capacity.weightOf", { name })}
                        labelled="hidden"
                        value={weights.channels[id] ?? null}
                        placeholder={String(weights.kinds[kind] ?? 1)}
                        bounds={BOUNDS.weight}
                        onChange={(weight) => onChange({ ...weights, channels: put(weights.channels, id, weight) })}
                      />
                    </div>
                  </Spot>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}

const GIVING_BACK: readonly GivingBack[] = ["unless_answered", "always", "never"];

function LostCard() {
  const { edit } = useForm();
  const { lost } = edit.draft;
  return (
    <section className="card routing-card" aria-label={t("lost.title")} data-testid="routing-lost">
      <h2 className="card-title">{t("lost.title")}</h2>
      <p className="field-hint">{t("lost.lead")}</p>
      <Spot at="/lost/grace">
        <div className="field">
          <span className="field-label">{t("lost.grace")}</span>
          <DurationInput
            label={t("lost.grace")}
            seconds={lost.grace}
            most={SECONDS_MAX}
            never={t("lost.never")}
            onChange={(grace) => edit.change({ lost: { ...lost, grace } })}
          />
        </div>
      </Spot>
      <Choice
        label={t("lost.giveBack")}
        options={GIVING_BACK.map((id) => ({ id, name: t(`lost.giveBack.${id}`) }))}
        value={lost.giveBack}
        disabled={lost.grace === null}
        onChange={(id) => edit.change({ lost: { ...lost, giveBack: id as GivingBack } })}
      />
    </section>
  );
}
