import type { Column } from "$lib/design";
import { t } from "$lib/i18n";

/** Every column that the board's table can show, beside the boxes that select. */
export function questColumns(): Column[] {
  const words = t.quests.table;
  return [
    { id: "name", label: words.name, width: "minmax(140px, 2fr)", sortable: true, header: true },
    { id: "kind", label: words.kind, width: "minmax(104px, 0.6fr)", sortable: true, from: 560 },
    {
      id: "category",
      label: words.category,
      width: "minmax(80px, 0.8fr)",
      sortable: true,
      from: 700,
    },
    { id: "status", label: words.status, width: "136px", sortable: true },
    { id: "progress", label: words.progress, width: "minmax(104px, 1fr)", sortable: true },
    { id: "rewards", label: words.rewards, width: "minmax(100px, 1.2fr)", from: 860 },
    { id: "available", label: words.available, width: "96px", from: 1140 },
    { id: "expires_at", label: words.expires, width: "136px", sortable: true, from: 980 },
    { id: "description", label: t.quests.description, width: "minmax(160px, 2fr)", optional: true },
  ];
}
