/** Why a message did not arrive, or was not sent, in kinds that people have words for. */
export type Reason =
  | ("gone" | "cancelled" | "changed" | "too_late" | "closed" | "no_address" | "not_wanted")
  | (
      | "quiet_hours"
      | "quota"
      | "number_quota"
      | "tries"
      | "unknown_end"
      | "words"
      | "unreachable"
      | "overloaded"
    )
  | ("address" | "number" | "stopped" | "phone_off" | "blocked" | "settings" | "other");

/** Our own codes, Resend's names of errors, and Twilio's numbers; the first that matches counts. */
const REASONS: readonly [RegExp, Reason][] = [
  [/^gone$/, "gone"],
  [/^cancelled$/, "cancelled"],
  [/^changed$/, "changed"],
  [/^too_late$/, "too_late"],
  [/^closed$/, "closed"],
  [/^no_address$/, "no_address"],
  [/^not_wanted$/, "not_wanted"],
  [/^quiet_hours$/, "quiet_hours"],
  [/^quota$/, "quota"],
  [/^number_quota$/, "number_quota"],
  [/^tried_too_often$/, "tries"],
  [/^end_unknown$/, "unknown_end"],
  [/^cannot_be_written$/, "words"],
  [/^(timeout|network|no_id|http_\d+|application_error|internal_server_error)$/, "unreachable"],
  [
    /^(rate_limit|daily_quota|monthly_quota)_exceeded$|^concurrent_|^twilio_(20429|14107)$/,
    "overloaded",
  ],
  [/^(validation_error|invalid_parameter|missing_required_field)$/, "address"],
  [/api_key|^(invalid_from_address|invalid_access|invalid_region|not_found)$/, "settings"],
  [/^twilio_(20003|20404|21212|21603|21606|21659|21660)$/, "settings"],
  [/^twilio_(21211|21214|21217|21408|21612|21614|21635|30005|30006)$/, "number"],
  [/^twilio_21610$/, "stopped"],
  [/^twilio_30003$/, "phone_off"],
  [/^twilio_(30004|30007|30034)$/, "blocked"],
];

/** The kind of a reason that the outbox has noted; "other" for what only the service itself has words for. */
export function reasonOf(error: string): Reason {
  return REASONS.find(([pattern]) => pattern.test(error))?.[1] ?? "other";
}
