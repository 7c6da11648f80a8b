import { CallError, toAppError } from "../error";
import type { Transport } from "../transport";

/** Tells this page from the others that are open on the same bridge. */
const page = crypto.randomUUID();

/** The bridge, for development and tests: the same commands over HTTP, events as server-sent events. */
export const http: Transport = {
  async call(name, args) {
    let response: Response;
    try {
      response = await fetch(`/call/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-muster-page": page },
        body: JSON.stringify(args),
      });
    } catch {
      throw new CallError({ code: "internal", id: `bridge/${name}` });
    }
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new CallError(toAppError(answer, `bridge/${name}/${response.status}`));
    return answer;
  },
  listen(report, missed) {
    const source = new EventSource(`/events?page=${page}`);
    source.onmessage = (message: MessageEvent<string>) => {
      report(JSON.parse(message.data));
    };
    return new Promise((resolve) => {
      let flows = false;
      source.onopen = () => {
        if (flows) missed?.();
        flows = true;
        resolve(() => {
          source.close();
        });
      };
    });
  },
};
