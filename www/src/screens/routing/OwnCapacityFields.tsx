import type { OwnCapacity } from "../../api/routing";
import { OwnNumberInput } from "../../components/NumberInput";
import { t } from "../../i18n";
import { BOUNDS } from "../../state/routing/document";
import { Spot } from "./Spot";

export interface OwnCapacityFieldsProps {
  at: string;
  value: OwnCapacity;
  /** What holds where nothing is said. */
  usual: { text: number; calls: number };
  onChange: (capacity: OwnCapacity) => void;
}

/** How much somebody may have at once, where that is not as usual. */
export function OwnCapacityFields({ at, value, usual, onChange }: OwnCapacityFieldsProps) {
  return (["text", "calls"] as const).map((kind) => (
    <Spot key={kind} at={`${at}/capacity/${kind}`}>
      <OwnNumberInput
        label={t(`capacity.${kind}`)}
        hint={t("capacity.ownHint")}
        value={value[kind]}
        placeholder={String(usual[kind])}
        bounds={BOUNDS[kind]}
        onChange={(count) => onChange({ ...value, [kind]: count })}
      />
    </Spot>
  ));
}
