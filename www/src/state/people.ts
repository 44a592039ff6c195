import { load } from "usher-access";
import { useEffect, useState } from "react";
import type { AccessDocument } from "../api/model";
import { present } from "./clock";
import { userDetails } from "./directory";
import type { PersonAccess } from "./person";
import { useStore } from "./store";

/** The access of several people, as far as it is there already. */
export function usePeopleAccess(ids: readonly string[]): ReadonlyMap<string, PersonAccess> {
  const details = useStore(userDetails.store);
  const [read, setRead] = useState<ReadonlyMap<AccessDocument, PersonAccess>>(new Map());
  const key = ids.join(" ");
  useEffect(() => {
    const unfollow = key.split(" ").filter((id) => id !== "").map((id) => userDetails.follow(id));
    return () => unfollow.forEach((stop) => stop());
  }, [key]);
  const documents = ids.flatMap((id) => details[id]?.value?.access ?? []);
  const unread = documents.filter((document) => !read.has(document));
  useEffect(() => {
    let current = true;
    if (unread.length === 0) return;
    void Promise.all(unread.map(async (document) => ({ document, usher: await load(document, { clock: present }) }))).then((persons) => {
      if (current) setRead((before) => new Map([...before, ...persons.map((one) => [one.document, one] as const)]));
    });
    return () => {
      current = false;
    };
  }, [unread.map(({ user }) => user).join(" "), details]);
  return new Map(documents.flatMap((document) => {
    const person = read.get(document);
    return person === undefined ? [] : [[document.user, person] as const];
  }));
}
