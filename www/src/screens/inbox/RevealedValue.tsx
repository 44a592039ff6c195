import { Copy, EyeOff } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import { Button, IconButton } from "../../components/Button";
import { t } from "../../i18n";
import { countdown } from "../../i18n/time";
import { useLeft } from "../../state/clock";
import { notify } from "../../state/notices";
import { hide, type Revealed } from "../../state/reveal";

const FOCUS_MS = 50;

export interface RevealedValueProps {
  revealed: Revealed;
  /** Called when the value is taken away, with whether the focus was in it. */
  onGone: (focusInside: boolean) => void;
}

/** A value in clear with the time that is left of it. */
export function RevealedValue({ revealed, onGone }: RevealedValueProps) {
  const { contact, field, value, endsAt } = revealed;
  const group = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  const left = useLeft(endsAt);
  useEffect(() => {
    // Once the dialog has tried to give the focus back to the button, which is no longer there.
    const later = window.setTimeout(() => words.current?.focus({ preventScroll: true }), FOCUS_MS);
    return () => window.clearTimeout(later);
  }, []);
  useLayoutEffect(() => {
    const element = group.current;
    return () => onGone(element?.contains(document.activeElement) === true);
  }, []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      notify("good", t("reveal.copied"));
    } catch {
      notify("bad", t("reveal.notCopied"));
    }
  };
  const name = t(`field.${field}`);
  return (
    <div ref={group} className="revealed" role="group" aria-label={t("reveal.shown", { field: name })} data-testid="revealed">
      <span ref={words} className="value revealed-value" tabIndex={-1}>
        {value}
      </span>
      <span className="revealed-tools">
        <span className="revealed-clock" role="timer" aria-label={t("reveal.left")}>
          {countdown(left)}
        </span>
        <IconButton label={t("reveal.copy")} onPress={() => void copy()}>
          <Copy className="icon" aria-hidden="true" />
        </IconButton>
        <Button look="quiet" onPress={() => hide(contact, field)}>
          <EyeOff className="icon" aria-hidden="true" />
          {t("reveal.hide")}
        </Button>
      </span>
    </div>
  );
}
