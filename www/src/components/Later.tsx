import { Component, type ReactNode, Suspense } from "react";
import { Problem } from "../api/problem";
import { t } from "../i18n";
import { Loading } from "./Loading";
import { ProblemNote } from "./ProblemNote";

export interface LaterProps {
  children: ReactNode;
}

/** A part of the console that is fetched when somebody opens it. Where it cannot be, that is said, and the rest goes on. */
export class Later extends Component<LaterProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    // A file that could not be fetched may be there again, or be another by now: both take a new page.
    if (this.state.hasFailed) {
      const problem = new Problem({ status: 0, code: "part_unavailable" });
      return <ProblemNote problem={problem} onRetry={() => window.location.reload()} retry={t("reload")} />;
    }
    return <Suspense fallback={<Loading rows={6} />}>{this.props.children}</Suspense>;
  }
}
