import { path, request } from "./http";
import type { AccessDocument, Me } from "./model";

export interface Credentials {
  company: string;
  username: string;
  password: string;
}

export const logIn = (credentials: Credentials) => request<unknown>("POST", path(["login"]), credentials);
export const logOut = () => request<void>("POST", path(["logout"]));
export const fetchMe = () => request<Me>("GET", path(["me"]));
export const fetchAccess = () => request<AccessDocument>("GET", path(["me", "access"]));
