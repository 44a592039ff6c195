import { path, probe } from "./http";
import type { ChatStatus } from "./model";

export type ExportFormat = "csv" | "json";

/** What can be taken out: every client on the viewer's cards, the chats of a list, or one chat. */
export type ExportOf =
  | { what: "contacts" }
  | { what: "chats"; status: ChatStatus | null }
  | { what: "chat"; chat: string };

/** Where the browser fetches the file by itself, with the cookie of the session: no script ever holds all of it. */
export function exportAddress(of: ExportOf, format: ExportFormat): string {
  switch (of.what) {
    case "contacts":
      return path(["contacts", "export"], { format });
    case "chats":
      return path(["chats", "export"], { format, status: of.status });
    case "chat":
      return path(["chats", of.chat, "export"], { format });
  }
}

/** Throws the problem that the file would be refused with: a download of the browser could only say that it failed. */
export const checkExport = (of: ExportOf, format: ExportFormat) => probe(exportAddress(of, format));
