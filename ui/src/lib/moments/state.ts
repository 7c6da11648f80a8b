import type { Mark, Tone } from "$lib/design";
import { formatNumber, formatTime, t } from "$lib/i18n";
import type {
  AttachmentKind,
  MomentJobView,
  PostingBoard,
  PostStatus,
  Read,
  Time,
} from "$lib/ipc/bindings";
import { shortTime } from "$lib/tasks/times";

import { serverNote } from "./board";

type Counted = Pick<MomentJobView, "counts">;

/** How far a job is, in a word. */
export function jobState({ counts }: Counted): { label: string; tone: Tone; mark?: Mark } {
  const words = t.moments.state;
  if (counts === null) return { label: words.unknown, tone: "neutral" };
  if (counts.total === 0) return { label: words.nobody, tone: "neutral" };
  if (counts.waiting === 0) return { label: words.done, tone: "arrived", mark: "tick" };
  return { label: words.waiting(formatNumber(counts.waiting)), tone: "unread", mark: "ring" };
}

/** The same of a job whose people are here, unless its list was read after them. */
export function postingState(
  view: Counted,
  list: Pick<Read<unknown>, "fetched_at">,
  { value, complete, fetched_at }: Read<PostingBoard>,
): ReturnType<typeof jobState> {
  const older = (fetched_at ?? 0) < (list.fetched_at ?? 0);
  if (value === null || !complete || older || value.other > 0) return jobState(view);
  const { posted: done, waiting, people: total } = value;
  return jobState({ counts: { done, waiting, total } });
}

/** `10 / 48`, and the same in words. */
export function jobFigures({ counts }: Counted): { short: string; words: string } {
  if (counts === null) return { short: "", words: "" };
  const { done, waiting, total } = counts;
  const words = t.moments.row;
  return {
    short: words.figures(formatNumber(done), formatNumber(total)),
    words: words.bar(formatNumber(done), formatNumber(waiting), formatNumber(total)),
  };
}

/** What the server says of a job where its figures do not add up. */
export const jobDiffers = ({ disagreements }: Pick<MomentJobView, "disagreements">): string =>
  serverNote(disagreements, "total");

function kindName(kind: AttachmentKind): string {
  const words = t.moments;
  if (typeof kind === "string") return words.kinds[kind];
  const word = kind.other.trim();
  return word === "" ? words.otherKind : words.otherKindNamed(word);
}

/** `图片 9`, `图片 1、视频 1`; what is more than the row holds is counted along. */
export function kindsText({ job, attachments }: MomentJobView): string {
  const words = t.moments;
  if (attachments === 0) return words.textOnly;
  const counts = new Map<string, number>();
  for (const { kind } of job.attachments) {
    const name = kindName(kind);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const cut = attachments > job.attachments.length;
  const all = [...counts]
    .map(([name, n]) => words.kind(name, formatNumber(n)))
    .join(t.common.comma);
  return cut ? words.more(all, formatNumber(attachments)) : all;
}

function listed(names: readonly string[], count: number): string {
  const words = t.moments;
  const all = names.map((name) => name.trim()).filter(Boolean);
  const text = all.join(t.common.comma);
  return count > names.length ? words.more(text, formatNumber(count)) : text;
}

/** Who posts it: departments before people. */
export function sendersText({ job, users, departments }: MomentJobView): string {
  const all = [listed(job.range.departments, departments), listed(job.range.users, users)];
  return all.filter(Boolean).join(t.common.comma) || t.moments.facts.everybody;
}

/** Who sees it. */
export const customersText = ({ job, tags }: MomentJobView): string =>
  listed(job.range.tags, tags) || t.moments.facts.allCustomers;

/** What a job is called: its text, or what hangs on it. */
export function jobTitle(view: MomentJobView): string {
  const text = view.job.text.trim();
  if (text) return text;
  return view.attachments > 0 ? kindsText(view) : t.moments.untitled;
}

/** When it was pushed, and what hangs on it. */
export function jobLine(view: MomentJobView, there: Time): string {
  const at = view.job.created_at;
  return [at === null ? "" : shortTime(at, there), kindsText(view)].filter(Boolean).join(" · ");
}

/** What is known of a job, for its page. */
export function jobFacts(view: MomentJobView, there: Time): { label: string; value: string }[] {
  const words = t.moments.facts;
  const { created_at, attachments } = view.job;
  const links = attachments.filter(({ kind }) => kind === "link");
  return [
    {
      label: words.pushed,
      value: created_at === null ? "" : formatTime(created_at, there, { local: true }),
    },
    { label: words.kinds, value: kindsText(view) },
    { label: words.senders, value: sendersText(view) },
    { label: words.customers, value: customersText(view) },
    {
      label: words.links,
      value: links
        .map(({ title, address }) => [title.trim(), address ?? ""].filter(Boolean).join(" "))
        .join(t.common.comma),
    },
  ];
}

/** Whether somebody has posted; a server's word stays as it is. */
export function postStatus(status: PostStatus): { label: string; tone: Tone; mark?: Mark } {
  const words = t.moments.people;
  if (status === "posted") return { label: words.posted, tone: "arrived", mark: "tick" };
  if (status === "waiting") return { label: words.waiting, tone: "unread", mark: "ring" };
  return { label: status.other.trim() || words.unknown, tone: "neutral" };
}
