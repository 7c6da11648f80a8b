import type { refusals as Source } from "../zh-CN/refusals";

export const refusals: typeof Source = {
  no_such_quest: {
    what: "There is no such quest",
    todo: "An admin may have deleted it. See on the board what there is.",
  },
  already_accepted: {
    what: "You have accepted this quest already",
    todo: "Go on with it among those in progress.",
  },
  expired: {
    what: "The quest has expired and cannot be accepted",
    todo: "Wait for its reset, or take another one.",
  },
  level_too_low: {
    what: "Your level is too low for it",
    todo: "Do other quests first to rise in level.",
  },
  prerequisite_missing: {
    what: "A quest that this one needs is not completed",
    todo: "Its detail shows which ones come first.",
  },
  not_accepted: {
    what: "You have not accepted this quest",
    todo: "Accept it first.",
  },
  already_completed: {
    what: "The quest is completed and cannot be given up",
    todo: "You can claim its reward.",
  },
  not_enough_progress: {
    what: "There is not enough progress to complete it",
    todo: "Its progress shows what is left to do.",
  },
  ran_out: {
    what: "The quest has expired and cannot be completed",
    todo: "Accept it again after its reset.",
  },
  not_completed: {
    what: "The quest is not completed, so there is no reward to claim",
    todo: "Complete it first.",
  },
  already_claimed: {
    what: "The reward was claimed already",
    todo: "Each completion is rewarded once.",
  },
  unavailable: {
    what: "The quest is not available now",
    todo: "It may be switched off or completed as often as it can be. Its detail says why.",
  },
  failed: {
    what: "The quest has failed",
    todo: "Accept it again after its reset.",
  },
  partly_failed: {
    what: "A part of it did not work",
    todo: "Look at the results row by row and try the failed ones again.",
  },
  bad_parameters: {
    what: "The server does not take this",
    todo: "Set right what it objects to, then try again.",
  },
  too_often: {
    what: "That was too fast for the server",
    todo: "Wait a moment, then try again.",
  },
  server_error: {
    what: "The server's program failed",
    todo: "Refresh to see whether it was done before you try again.",
  },
  other: {
    what: (code) => `The server refused (code ${code})`,
    todo: "Tell the server's administrator the code.",
  },
  kept: "Nothing else has changed.",
  said: (what, message) => `${what} (the server says: ${message})`,
};
