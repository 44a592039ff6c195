import { ArrowLeft, AtSign, Mail, MapPin, Phone, UserRoundCheck } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import type { ChatDetail, ContactField as Field } from "../../api/model";
import { Avatar } from "../../components/Avatar";
import { Badge } from "../../components/Badge";
import { FieldValue } from "../../components/FieldValue";
import { RouteLink } from "../../components/RouteLink";
import { t } from "../../i18n";
import { ExportChatButton } from "../exports/ExportButton";
import { AssignmentCard } from "./AssignmentCard";
import { calledBy } from "./calledBy";
import { ContactField, seen } from "./ContactField";
import { LabelsCard } from "./LabelsCard";
import { RevealSheet } from "./RevealSheet";

const FIELDS: readonly { field: Field; icon: LucideIcon }[] = [
  { field: "phone", icon: Phone },
  { field: "email", icon: Mail },
  { field: "handle", icon: AtSign },
  { field: "address", icon: MapPin },
];

/** Who the client is, as far as the viewer may know, and who has the chat. */
export function ContactPane({ chat }: { chat: ChatDetail }) {
  return (
    <>
      <header className="contact-head">
        <RouteLink
          className="icon-button back-to-chat"
          to={{ screen: "chat", chat: chat.id, pane: "conversation" }}
          aria-label={t("contact.back")}
        >
          <ArrowLeft className="icon" aria-hidden="true" />
        </RouteLink>
        <h2>{t("contact.title")}</h2>
        <ExportChatButton chat={chat} />
      </header>
      <div className="scroll contact-scroll">
        <ContactCard chat={chat} />
        <LabelsCard chat={chat} />
        <AssignmentCard chat={chat} />
      </div>
    </>
  );
}

function ContactCard({ chat: { contact, facts } }: { chat: ChatDetail }) {
  const [asked, setAsked] = useState<Field | null>(null);
  const name = contact.name === null ? "hidden" : seen(contact, "name");
  return (
    <div className="card contact-card">
      <div className="contact-who">
        <Avatar id={contact.id} name={contact.name} size="large" />
        <h3>
          {name === "hidden" ? calledBy(contact) : <FieldValue value={contact.name} visibility={name} />}
        </h3>
        <div className="contact-name" data-testid="contact-name" data-visibility={seen(contact, "name")}>
          <ContactField contact={contact} field="name" facts={facts} shows="reveal" onAsk={setAsked} />
        </div>
        <Badge tone={contact.known ? "neutral" : "accent"}>{t(contact.known ? "contact.known" : "contact.new")}</Badge>
      </div>
      <dl className="facts">
        {FIELDS.map(({ field, icon: Icon }) => (
          <div key={field} className="fact" data-testid={`contact-${field}`} data-visibility={seen(contact, field)}>
            <dt>
              <Icon className="icon" aria-hidden="true" />
              {t(`field.${field}`)}
            </dt>
            <dd>
              <ContactField contact={contact} field={field} facts={facts} onAsk={setAsked} />
            </dd>
          </div>
        ))}
        <div className="fact" data-testid="contact-responsible">
          <dt>
            <UserRoundCheck className="icon" aria-hidden="true" />
            {t("contact.responsible")}
          </dt>
          <dd>
            {contact.responsible === null ? (
              <span className="value value-none">{t("contact.nobody")}</span>
            ) : (
              <span className="value">{contact.responsible.name}</span>
            )}
          </dd>
        </div>
      </dl>
      {asked !== null && (
        <RevealSheet contact={contact} field={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}
