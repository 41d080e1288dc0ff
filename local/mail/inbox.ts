import type { Text } from "../sms/state.ts";
import type { MailState } from "./state.ts";
export interface View {
  state: MailState;
  texts: readonly Text[] | null;
  query: URLSearchParams;
}
export function inbox(view: View): string {
  return String(view.state.mails.size);
}
