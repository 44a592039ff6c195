import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { Heading } from "react-aria-components/Heading";

export interface FoldProps {
  title: ReactNode;
  /** What is in it, said in a line, for those who do not open it. */
  summary?: ReactNode;
  /** What stands beside it, open or not. */
  aside?: ReactNode;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  testId?: string;
  children: ReactNode;
}

/** A row that opens. What is in it is there only while it is open. */
export function Fold({ title, summary, aside, isOpen, onToggle, testId, children }: FoldProps) {
  return (
    <Disclosure className="fold" isExpanded={isOpen} onExpandedChange={onToggle} data-testid={testId}>
      <div className="fold-head">
        <Heading level={3} className="fold-heading">
          <Button slot="trigger" className="fold-button">
            <ChevronRight className="icon disclosure-mark" aria-hidden="true" />
            <span className="fold-words">
              <span className="fold-title">{title}</span>
              {summary !== undefined && <span className="fold-summary">{summary}</span>}
            </span>
          </Button>
        </Heading>
        {aside}
      </div>
      <DisclosurePanel className="fold-panel">{isOpen && children}</DisclosurePanel>
    </Disclosure>
  );
}
