import { fetchSection } from "../api/people";
import { Resources } from "./resource";

/**
 * Sections of the host application that are closed to this viewer. The access document lists only the open ones, so
 * the edge is asked about others: its refusal names the permission that is missing.
 */
export const closedSections = new Resources(fetchSection);
