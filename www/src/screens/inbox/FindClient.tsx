import { ArrowRight, Search as SearchIcon, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { SearchField } from "react-aria-components/SearchField";
import { Text } from "react-aria-components/Text";
import { IconButton } from "../../components/Button";
import { list, t } from "../../i18n";
import { useAccess } from "../../state/access";
import { forgetSearch, QUERY_MAX, search, setTyped, useSearch, useTyped } from "../../state/search";
import { searchableInPart } from "../../state/view";

/** Finds a client by a number or an address. It goes out when it is whole: each question counts. */
export function FindClient() {
  const typed = useTyped();
  const { phase } = useSearch();
  const submit = () => void search();
  return (
    <SearchField
      className="find"
      value={typed}
      maxLength={QUERY_MAX}
      // Nothing of it may be kept by the browser, nor sent to a spelling service.
      autoComplete="off"
      onChange={setTyped}
      onSubmit={submit}
      onClear={forgetSearch}
      data-testid="find"
    >
      <Label className="sr-only">{t("find.label")}</Label>
      <div className="find-line">
        <SearchIcon className="icon" aria-hidden="true" />
        <Input
          className="find-input"
          placeholder={t("find.placeholder")}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck="false"
          enterKeyHint="search"
          onKeyDown={intoResults}
        />
        {typed !== "" && (
          <Button className="icon-button find-clear" aria-label={t("find.clear")}>
            <X className="icon" aria-hidden="true" />
          </Button>
        )}
        {typed !== "" && (
          <IconButton label={t("find.go")} slot={null} className="find-go" isDisabled={phase === "asking"} onPress={submit}>
            <ArrowRight className="icon" aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <Text slot="description" className="find-hint">
        <WhatCanBeFound />
      </Text>
    </SearchField>
  );
}

function WhatCanBeFound() {
  const inPart = searchableInPart(useAccess());
  if (inPart.length === 0) return t("find.hintWhole");
  return t("find.hintPart", { kinds: list(inPart.map((kind) => t(`find.kind.${kind}`))) });
}

/** From the box down into what was found, as in any list of suggestions. */
function intoResults(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "ArrowDown") return;
  const first = event.currentTarget.closest(".pane")?.querySelector<HTMLAnchorElement>("a.found-main");
  if (first == null) return;
  event.preventDefault();
  first.focus();
}
