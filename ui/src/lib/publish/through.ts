import { formatNumber, t } from "$lib/i18n";
import type { PickerEntry, Through } from "$lib/ipc/bindings";

function nameOf(through: Through): string {
  switch (through.kind) {
    case "one_by_one":
      return t.publish.lists.oneByOne;
    case "task":
      return through.title.trim() || t.tasks.untitled;
    default:
      return through.name;
  }
}

/** Why somebody is on a list: `昌岗街应急排、昌岗街、单独选中`, and how many more there are. */
export function throughText({ through, more }: Pick<PickerEntry, "through" | "more">): string {
  // An organisation and an office may have one name.
  const names = [...new Set(through.map(nameOf))].join(t.common.comma);
  return more > 0 ? t.publish.lists.more(names, formatNumber(more)) : names;
}
