import { Eye } from "lucide-react";
import { useEffect, useRef } from "react";
import type { ChatFacts, Contact, ContactField as Field, Visibility } from "../../api/model";
import { Button } from "../../components/Button";
import { FieldValue } from "../../components/FieldValue";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { hide, useRevealed } from "../../state/reveal";
import { RevealedValue } from "./RevealedValue";

export interface ContactFieldProps {
  contact: Contact;
  field: Field;
  /** What decides whether it may be revealed. */
  facts: ChatFacts;
  /** `reveal` where the value as it may be seen stands somewhere else already. */
  shows?: "all" | "reveal";
  onAsk: (field: Field) => void;
}

/** One value of a contact as far as it may be seen, and the way to see it in clear for a moment. */
export function ContactField({ contact, field, facts, shows = "all", onAsk }: ContactFieldProps) {
  const visibility = seen(contact, field);
  const may = useAccess().can("contacts.reveal", facts) && visibility !== "clear";
  const revealed = useRevealed(contact.id, field);
  const button = useRef<HTMLButtonElement>(null);
  const wasInside = useRef(false);
  const shown = may ? revealed : null;
  useEffect(() => {
    if (!may) hide(contact.id, field);
    return () => hide(contact.id, field);
  }, [may, contact.id, field]);
  useEffect(() => {
    // What had the focus is gone with the value: it goes back to where it came from.
    if (shown === null && wasInside.current) button.current?.focus();
    wasInside.current = false;
  }, [shown]);
  if (shown !== null) {
    return <RevealedValue revealed={shown} onGone={(inside) => (wasInside.current = inside)} />;
  }
  const holdsSomething = visibility === "hidden" || (contact[field] ?? "") !== "";
  return (
    <>
      {shows === "all" && <FieldValue value={contact[field]} visibility={visibility} />}
      {may && holdsSomething && (
        <Button ref={button} look="quiet" aria-label={t(`reveal.open.${field}`)} onPress={() => onAsk(field)}>
          <Eye className="icon" aria-hidden="true" />
          {t(shows === "all" ? "reveal.open" : `reveal.open.${field}`)}
        </Button>
      )}
    </>
  );
}

/** A field that the edge says nothing about is hidden, as everywhere in Usher. */
export function seen(contact: Contact, field: Field): Visibility {
  return contact.visibility[field] ?? "hidden";
}
