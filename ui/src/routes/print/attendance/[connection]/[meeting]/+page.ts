import type { AppError } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { readAttendance, type Attendance } from "$lib/print/attendance";

import type { PageLoad } from "./$types";

/** Everybody who was invited to a meeting, read once: paper does not change. */
export const load: PageLoad = async ({
  params,
}): Promise<{ attendance: Attendance | null; failed: AppError | null; printedAt: number }> => {
  const printedAt = Date.now();
  try {
    return { attendance: await readAttendance(call, params), failed: null, printedAt };
  } catch (thrown) {
    return { attendance: null, failed: toAppError(thrown, "print_attendance"), printedAt };
  }
};
