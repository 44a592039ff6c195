import { fetchRouting } from "../../api/routing";
import { Resources } from "../resource";

/** The settings of routing, with their own revision. */
export const routingSettings = new Resources(fetchRouting);
