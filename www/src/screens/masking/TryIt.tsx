import { useId, useState } from "react";
import { Label } from "react-aria-components/Label";
import { TextArea } from "react-aria-components/TextArea";
import { TextField } from "react-aria-components/TextField";
import type { Masking } from "../../api/masking";
import { list, t, words } from "../../i18n";
import { type Piece, piecesOf, seenBy } from "../../state/pieces";

const TEXT_MAX = 4_096;

/** A message as it is written, and as the team sees it. All of it happens in this window. */
export function TryIt({ masking }: { masking: Masking }) {
  const [text, setText] = useState<string>(t("try.example"));
  const outcome = useId();
  const pieces = piecesOf(text, masking);
  const kinds = [...new Set(pieces.flatMap(({ kind }) => kind ?? []))];
  return (
    <section className="card masking-card" aria-label={t("try.title")} data-testid="try-it">
      <h2 className="card-title">{t("try.title")}</h2>
      <TextField className="field" value={text} onChange={setText} maxLength={TEXT_MAX} autoComplete="off">
        <Label className="field-label">{t("try.label")}</Label>
        <TextArea className="input try-input" rows={4} spellCheck="false" aria-describedby={outcome} />
      </TextField>
      <p className="field-hint">{t("try.stays")}</p>
      <div className="try-views">
        <View title={t("try.found")} testId="try-found" pieces={pieces} />
        <View title={t("try.seen")} testId="try-seen" pieces={seenBy(pieces, masking)} />
      </div>
      <p id={outcome} className="field-hint" role="status">
        {kinds.length === 0 ? t("try.nothing") : t("try.kinds", { kinds: list(kinds.map((kind) => words("field", kind))) })}
      </p>
    </section>
  );
}

function View({ title, testId, pieces }: { title: string; testId: string; pieces: readonly Piece[] }) {
  return (
    <div>
      <h3 className="field-label">{title}</h3>
      <p className="try-text" data-testid={testId}>
        {pieces.map(({ text, kind }, place) =>
          kind === null ? (
            text
          ) : (
            <mark key={place} className="found-mark" data-kind={kind} title={words("field", kind)}>
              {text}
            </mark>
          ),
        )}
      </p>
    </div>
  );
}
