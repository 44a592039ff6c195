import type { UserStatus } from "../../api/model";
import { Badge } from "../../components/Badge";
import { t } from "../../i18n";

const TONES = { active: "good", deactivated: "warn", removed: "neutral" } as const;

export function UserStatusBadge({ status }: { status: UserStatus }) {
  return <Badge tone={TONES[status]}>{t(`userStatus.${status}`)}</Badge>;
}
