import { readClubDesk } from "$lib/ipc/clubdrafts";

import type { PageLoad } from "./$types";

export const load: PageLoad = readClubDesk;
