import { Inbox as InboxIcon } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { ChatStatus } from "../../api/model";
import { Blank } from "../../components/Blank";
import { Button } from "../../components/Button";
import { Loading } from "../../components/Loading";
import { ProblemNote } from "../../components/ProblemNote";
import { Segments } from "../../components/Segments";
import { t } from "../../i18n";
import { useAccess } from "../../state/access";
import { chatLists, ensureChats, type ListName, listOf, loadChats, loadMoreChats } from "../../state/chats";
import { forgetSearch, useSearch } from "../../state/search";
import { useMe } from "../../state/session";
import { useStore } from "../../state/store";
import { chosenTab, listName, setStatus, setTab, type Tab, tabsFor, useView } from "../../state/view";
import { ExportButton } from "../exports/ExportButton";
import { ScreenHead } from "../shell/ScreenHead";
import { ChatRow } from "./ChatRow";
import { FindClient } from "./FindClient";
import { FoundClients } from "./FoundClients";

const STATUSES: readonly ChatStatus[] = ["open", "closed"];

export function ChatList({ current }: { current: string | null }) {
  const view = useView();
  const access = useAccess();
  const tabs = tabsFor(access);
  const tab = chosenTab(view, access);
  const found = useSearch();
  const mayFind = access.can("contacts.view");
  return (
    <>
      <ScreenHead title={t("nav.inbox")}>
        <Segments
          label={t("inbox.status")}
          options={STATUSES.map((id) => ({ id, name: t(`status.${id}`) }))}
          value={view.status}
          onChange={(status) => {
            forgetSearch();
            setStatus(status);
          }}
        />
        <ExportButton />
      </ScreenHead>
      {mayFind && <FindClient />}
      {mayFind && found.phase !== "off" ? (
        <FoundClients found={found} current={current} />
      ) : (
        <>
          {tabs.length > 0 && (
            <div className="list-tabs">
              <Segments
                label={t("inbox.whose")}
                options={tabs.map((id) => ({ id, name: t(`tab.${id}`) }))}
                value={tab}
                onChange={setTab}
              />
            </div>
          )}
          <Rows status={view.status} tab={tab} current={current} />
        </>
      )}
    </>
  );
}

interface RowsProps {
  status: ChatStatus;
  tab: Tab;
  current: string | null;
}

function Rows({ status, tab, current }: RowsProps) {
  const me = useMe().user.id;
  const name = listName(status, tab);
  const { chats, phase, problem, cursor } = listOf(useStore(chatLists), name);
  useEffect(() => ensureChats(name), [name.status, name.holder, phase]);
  const waiting = phase === "idle" || phase === "loading" || phase === "more";
  if (problem !== null && chats.length === 0) {
    return <ProblemNote problem={problem} onRetry={() => void loadChats(name)} />;
  }
  if (chats.length === 0 && !waiting && cursor === null) {
    return (
      <Blank icon={InboxIcon} title={t(status === "open" ? "inbox.emptyOpen" : "inbox.emptyClosed")}>
        <p>{t(`inbox.emptyText.${tab}`)}</p>
      </Blank>
    );
  }
  return (
    <div className="scroll" data-testid="chat-list" onKeyDown={moveFocus}>
      <ul className="chat-rows" aria-label={t("inbox.chats")} aria-busy={waiting}>
        {chats.map((chat) => (
          <li key={chat.id}>
            <ChatRow chat={chat} current={chat.id === current} mine={chat.assignee?.id === me} />
          </li>
        ))}
      </ul>
      {waiting && chats.length === 0 && <Loading rows={7} />}
      {cursor !== null && phase === "ready" && problem === null && <More name={name} seen={chats.length} />}
      {phase === "more" && <Loading rows={2} />}
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void loadMoreChats(name)} />}
    </div>
  );
}

/** Fetches the next page when the end of the list comes into sight; a button for those who do not scroll. */
function More({ name, seen }: { name: ListName; seen: number }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = end.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void loadMoreChats(name);
      },
      { rootMargin: "300px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [name.status, name.holder, seen]);
  return (
    <div ref={end} className="list-more">
      <Button look="quiet" onPress={() => void loadMoreChats(name)}>
        {t("inbox.more")}
      </Button>
    </div>
  );
}

/** Arrow keys walk along the rows, as in any mail program; Tab still leaves the list as usual. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a.chat-row")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + step];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
