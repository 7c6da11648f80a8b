import { redirect } from "@sveltejs/kit";

import { listHref } from "$lib/tasks/paths";

import type { PageLoad } from "./$types";

/** The tasks of a connection begin with what is going on. */
export const load: PageLoad = ({ params }) => {
  redirect(307, listHref(params.connection, "working"));
};
