import { EyeOff } from "lucide-react";
import { Blank } from "../../components/Blank";
import { Loading } from "../../components/Loading";
import { NoAccess } from "../../components/NoAccess";
import { ProblemNote } from "../../components/ProblemNote";
import { RouteLink } from "../../components/RouteLink";
import { describe } from "../../api/problem";
import { t } from "../../i18n";
import { details } from "../../state/details";
import { useResource } from "../../state/resource";
import { ContactPane } from "./ContactPane";
import { Conversation } from "./Conversation";

/** The conversation of one chat and who it is with. */
export function ChatScreen({ id }: { id: string }) {
  const { value, problem } = useResource(details, id);
  if (value === null) {
    return (
      <section className="pane pane-conversation" aria-label={t("inbox.conversation")}>
        {problem === null ? <Loading rows={6} /> : <Missing id={id} />}
      </section>
    );
  }
  return (
    <>
      <section className="pane pane-conversation" aria-label={t("inbox.conversation")} data-testid="conversation">
        {problem !== null && <ProblemNote problem={problem} onRetry={() => void details.load(id)} />}
        <Conversation chat={value} />
      </section>
      <section className="pane pane-contact" aria-label={t("contact.title")} data-testid="contact-card">
        <ContactPane chat={value} />
      </section>
    </>
  );
}

/** The chat was never open to this viewer, or is no longer. */
function Missing({ id }: { id: string }) {
  const { problem } = useResource(details, id);
  if (problem === null) return null;
  if (problem.status === 403) return <NoAccess permission={problem.permission} reason={describe(problem)} />;
  if (problem.status === 404) {
    return (
      <Blank icon={EyeOff} title={t("inbox.goneTitle")} testId="chat-gone">
        <p>{t("inbox.goneText")}</p>
        <RouteLink className="button button-plain" to={{ screen: "inbox" }}>
          {t("noAccess.back")}
        </RouteLink>
      </Blank>
    );
  }
  return <ProblemNote problem={problem} onRetry={() => void details.load(id)} />;
}
