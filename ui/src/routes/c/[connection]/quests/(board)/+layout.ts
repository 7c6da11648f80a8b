import type { Category, Quest, QuestBoard, QuestDraftSummary, Read, Rows } from "$lib/ipc/bindings";
import { call, toAppError } from "$lib/ipc/call";
import { on } from "$lib/ipc/events";
import { boardPlace, CARDS, type BoardPlace } from "$lib/quests/place";
import { failed } from "$lib/tasks/reads";

import type { LayoutLoad } from "./$types";

interface Board {
  place: BoardPlace;
  quests: Read<Rows<Quest>>;
  board: Read<QuestBoard>;
  categories: Category[];
  drafts: QuestDraftSummary[];
}

/** The board: the page of cards that is open, what there is of each kind, and what is being written. */
export const load: LayoutLoad = async ({ params, url, depends }): Promise<Board> => {
  const { connection } = params;
  depends(on(`quests/${connection}`), on("drafts"), on("outbox"));
  const place = boardPlace(url.searchParams);
  const { filter, sort, descending, page } = place;
  const window = { offset: (page - 1) * CARDS, limit: CARDS };
  const [quests, board, categories, drafts] = await Promise.all([
    call("list_quests", { connection, filter, sort, descending, ...window }).catch(
      (thrown: unknown) => failed<never>(toAppError(thrown, "list_quests")),
    ),
    call("get_quest_board", { connection }).catch((thrown: unknown) =>
      failed<QuestBoard>(toAppError(thrown, "get_quest_board")),
    ),
    call("list_quest_categories", { connection }).catch(() => null),
    call("list_quest_drafts", { connection }).catch(() => []),
  ]);
  return { place, quests, board, categories: categories?.value ?? [], drafts };
};
