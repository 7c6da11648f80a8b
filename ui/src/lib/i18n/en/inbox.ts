import type { inbox as Source } from "../zh-CN/inbox";

const are = (n: string, one: string, many: string): string => `${n} ${n === "1" ? one : many}`;

/** What became of a publication. */
const publication = {
  rejected: "Publishing was refused; the draft is kept.",
  unknown: "It is unknown whether it was published. See the outbox.",
  not_sent: "It was not published; the draft is kept.",
  not_done: "Read back: it was not published; the draft is kept.",
  found: "Read back: it was published.",
};

/** What became of something else. */
const act = {
  rejected: "It was refused.",
  unknown: "It is unknown whether it was done. See the outbox.",
  not_sent: "It was not sent.",
  not_done: "Read back: it was not done.",
  found: "Read back: it was done.",
};

export const inbox: typeof Source = {
  title: "Inbox",
  empty: "No notices yet",
  emptyText: "New answers, too few people, and writes that did not arrive are told here.",
  allRead: "Nothing unread",
  allReadText: "What is new appears here at once.",
  show: "Show",
  all: "All",
  unread: "Unread",
  isUnread: "Unread",
  markAll: "Mark all as read",
  kept: "Kept for 90 days, 1 000 lines at most.",
  arrived: "Open",
  about: (title, kind) => `${title} · ${kind}`,
  more: (n) => `${n} more unread.`,
  kinds: {
    responses: "New answers",
    headcount_reached: "Headcount reached",
    shortfall: "Too few people",
    deadline_near: "Ends soon",
    session_ended: "Session ended",
    quest_completed: "Quest completed",
    quest_expiring: "Expires soon",
  },
  answers: {
    new: (n, parts) => `${are(n, "new answer", "new answers")}: ${parts}.`,
    accepted: (n) => `${n} accepted`,
    refused: (n) => `${n} refused`,
    other: (n) => `${n} answered otherwise`,
    between: ", ",
    standing: (accepted, unread) =>
      `${are(accepted, "has", "have")} accepted by now, ${are(unread, "is", "are")} unread.`,
  },
  reached: (accepted, wanted) => `${accepted} accepted of ${wanted} wanted.`,
  short: {
    missing: (missing, accepted, wanted) =>
      `${missing} more needed: ${accepted} accepted of ${wanted} wanted.`,
    gather: (time) => `Gathering ${time}.`,
    expected: (low, high) => `${low}–${high} expected by then.`,
    asOf: (time) => `Answers as of ${time}.`,
  },
  deadline: (time) => `Ends ${time}, and nobody has finished it.`,
  quest: {
    completed: (rewards) => `Completed. To claim: ${rewards}.`,
    completedPlain: "Completed.",
    expiring: (time) => `Expires ${time}, and is not completed.`,
    expiringPlain: "Expires soon, and is not completed.",
  },
  session: "The session has ended. Showing cached data. Sign in again and go on.",
  writes: {
    publish_task: publication,
    finish_task: {
      rejected: "Finishing was refused; the task goes on.",
      unknown: "It is unknown whether the task was finished. See the outbox.",
      not_sent: "Finishing was not sent; the task goes on.",
      not_done: "Read back: the task was not finished and goes on.",
      found: "Read back: the task was finished.",
    },
    publish_mission: publication,
    publish_meeting: publication,
    remind_mission: act,
    revert_mission: act,
    edit_meeting: act,
    remind_meeting: act,
    revert_meeting: act,
    end_meeting: act,
    sign_in_to_meeting: act,
    confirm_mission: act,
    finish_mission: act,
    confirm_meeting: act,
    leave_meeting: act,
    accept_quest: act,
    abandon_quest: act,
    complete_quest: act,
    claim_quest: act,
    accept_quests: act,
    claim_quests: act,
    create_quest: act,
    update_quest: act,
    delete_quest: act,
    reset_quests: act,
  },
};
