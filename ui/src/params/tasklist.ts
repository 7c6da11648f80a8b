import type { ParamMatcher } from "@sveltejs/kit";

import type { TaskList } from "$lib/ipc/bindings";

export const match = ((param): param is TaskList =>
  param === "working" || param === "done") satisfies ParamMatcher;
