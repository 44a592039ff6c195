import { type Access as Usher, load } from "usher-access";
import { useEffect, useState } from "react";
import type { AccessDocument, Grant } from "../api/model";
import { catalogue } from "./catalogue";
import { present } from "./clock";
import { isLasting, periodOf } from "./period";

/** Somebody else's access, as the edge compiled it. */
export interface PersonAccess {
  document: AccessDocument;
  usher: Usher;
}

/** Reads a compiled access; answers anew when something in it starts or ends. */
export function usePersonAccess(document: AccessDocument | undefined): PersonAccess | null {
  const [person, setPerson] = useState<PersonAccess | null>(null);
  useEffect(() => {
    if (document === undefined) return;
    let current = true;
    let unsubscribe = () => {};
    void load(document, { clock: present }).then((usher) => {
      if (!current) return;
      const show = () => setPerson({ document, usher });
      unsubscribe = usher.subscribe(show);
      show();
    });
    return () => {
      current = false;
      unsubscribe();
    };
  }, [document]);
  return person?.document === document ? person : null;
}

/** Permissions of one section that come from the very same grants. */
export interface Block {
  permissions: string[];
  grants: Grant[];
}

/** What somebody may do in one section, and what not. */
export interface SectionRights {
  section: string;
  held: Block[];
  /** Given by some grant that holds at another time, and by none now. */
  awaited: Block[];
  denied: string[];
  missing: string[];
}

/** All that there is to permit, by section. */
export function rightsBySection({ document, usher }: PersonAccess): SectionRights[] {
  return catalogue(document.hostPermissions).map(({ section, permissions }) => {
    const known = permissions.filter((permission) => usher.knows(permission));
    const held = known.filter((permission) => usher.knows(permission) && usher.can(permission));
    const rest = known.filter((permission) => !held.includes(permission));
    const denied = rest.filter((permission) => document.denied.some((one) => one === permission));
    const open = rest.filter((permission) => !denied.includes(permission));
    const awaited = open.filter((permission) => givers(document, permission).some(isDated));
    return {
      section,
      held: blocks(document, held),
      awaited: blocks(document, awaited),
      denied,
      missing: open.filter((permission) => !awaited.includes(permission)),
    };
  });
}

const givers = (document: AccessDocument, permission: string) =>
  document.grants.filter(({ permissions }) => permissions.some((one) => one === permission));

const isDated = (grant: Grant) => !isLasting(periodOf(grant));

function blocks(document: AccessDocument, permissions: readonly string[]): Block[] {
  const found = new Map<string, Block>();
  for (const permission of permissions) {
    const grants = givers(document, permission);
    const key = JSON.stringify(grants.map((grant) => document.grants.indexOf(grant)));
    const block = found.get(key) ?? { permissions: [], grants };
    block.permissions.push(permission);
    found.set(key, block);
  }
  return [...found.values()];
}
