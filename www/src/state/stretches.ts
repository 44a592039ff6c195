import { fetchStretches } from "../api/assignments";
import { Resources } from "./resource";

/** Who had a chat and why, in full: fetched when somebody asks for it. */
export const stretches = new Resources(fetchStretches);
