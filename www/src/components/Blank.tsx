import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface BlankProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  testId?: string;
}

/** What a pane says when it has nothing to show. */
export function Blank({ icon: Icon, title, children, testId }: BlankProps) {
  return (
    <div className="blank" data-testid={testId}>
      <span className="blank-icon">
        <Icon className="icon" aria-hidden="true" />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
