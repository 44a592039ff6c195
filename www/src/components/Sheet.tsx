import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { t } from "../i18n";
import { IconButton } from "./Button";

export interface SheetProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** What stays at the foot while the rest scrolls. */
  foot: ReactNode;
  testId?: string;
}

/** A dialog over the page: in the middle of a wide window, all of a narrow one. */
export function Sheet({ title, isOpen, onClose, children, foot, testId }: SheetProps) {
  return (
    <ModalOverlay className="overlay overlay-middle" isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal className="sheet">
        <Dialog className="sheet-dialog" data-testid={testId}>
          <header className="sheet-head">
            <Heading slot="title">{title}</Heading>
            <IconButton label={t("close")} onPress={onClose}>
              <X className="icon" aria-hidden="true" />
            </IconButton>
          </header>
          {/* What is long is scrolled by keyboard too, also where there is nothing in it to reach. */}
          <div className="sheet-body" tabIndex={0} role="group" aria-label={title}>
            {children}
          </div>
          <footer className="sheet-foot">{foot}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
