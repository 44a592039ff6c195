import { type ReactNode, useState } from "react";
import { Button } from "../../components/Button";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";

/** With fewer than these one does not need to look for anybody. */
const FEW = 9;
const AT_ONCE = 40;

export interface FoundProps<T> {
  label: string;
  all: readonly T[];
  wordsOf: (one: T) => string;
  children: (one: T) => ReactNode;
}

/** Rows of which those are shown that are looked for, some at a time. */
export function Found<T>({ label, all, wordsOf, children }: FoundProps<T>) {
  const [query, setQuery] = useState("");
  const [count, setCount] = useState(AT_ONCE);
  const wanted = query.trim().toLocaleLowerCase();
  const found = wanted === "" ? all : all.filter((one) => wordsOf(one).toLocaleLowerCase().includes(wanted));
  return (
    <>
      {all.length >= FEW && (
        <div className="routing-find">
          <TextInput label={label} labelled="hidden" type="search" value={query} onChange={setQuery} />
        </div>
      )}
      <div className="folds">{found.slice(0, count).map(children)}</div>
      {found.length === 0 && <p className="muted">{t("routing.noneFound")}</p>}
      {found.length > count && (
        <div>
          <Button onPress={() => setCount(count + AT_ONCE)}>{t("inbox.more")}</Button>
        </div>
      )}
    </>
  );
}
