/** How long an endpoint may take to answer. */
const TIMEOUT_MS = 10_000;

/** Posts a webhook and gives the status of the answer, 0 when there was none. */
export async function postHook(
  endpoint: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<number> {
  try {
    const response = await fetch(endpoint, {
      ...{ method: "POST", headers, body, redirect: "manual" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
