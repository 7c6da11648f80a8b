import type { ParamMatcher } from "@sveltejs/kit";

import { TABS, type Tab } from "$lib/tasks/paths";

export const match = ((param): param is Tab =>
  TABS.some((tab) => tab === param)) satisfies ParamMatcher;
