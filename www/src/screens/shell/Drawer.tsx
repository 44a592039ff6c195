import { Menu, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "../../components/Button";
import { t } from "../../i18n";
import { useAsking } from "../../state/emergency";
import { useRoute } from "../../state/route";
import { useWidth } from "../../state/width";
import { Rail } from "./Rail";

/** The navigation of a narrow window. */
export function Drawer() {
  const [open, setOpen] = useState(false);
  const place = JSON.stringify(useRoute());
  // What opens over the page from here takes its place.
  const asking = useAsking();
  useEffect(() => setOpen(false), [place, asking]);
  if (useWidth() === "wide") return null;
  return (
    <>
      <IconButton label={t("nav.open")} onPress={() => setOpen(true)}>
        <Menu className="icon" aria-hidden="true" />
      </IconButton>
      <ModalOverlay className="overlay" isOpen={open} onOpenChange={setOpen} isDismissable>
        <Modal className="drawer">
          <Dialog className="drawer-dialog" aria-label={t("nav.rail")}>
            <IconButton label={t("close")} className="drawer-close" onPress={() => setOpen(false)}>
              <X className="icon" aria-hidden="true" />
            </IconButton>
            <Rail />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
