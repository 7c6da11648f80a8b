import type { received as Source } from "../zh-CN/received";

export const received: typeof Source = {
  sides: { label: "Which ones", published: "Published", received: "Received" },
  sponsor: "Published by",

  missions: {
    title: "Missions I received",
    filter: "Filter missions I received",
    filterHint: "Filter: text, club, publisher",
    none: "You were given no mission yet",
    noneText: "What your clubs give you appears here; confirm and finish it here.",
    notRead: "The missions you received were not read yet",
    state: {
      open: "To confirm",
      confirmed: "To finish",
      finished: "Finished",
      over: "Overdue",
    },
    parts: "My parts",
    partState: { open: "Not finished", finished: "Finished" },
    together: (names, all) => `${all} in it: ${names}`,
    finished: "You have finished this. Nothing is left to answer.",
  },
  meetings: {
    title: "Meetings I received",
    filter: "Filter meetings I received",
    filterHint: "Filter: subject, place, club, publisher",
    none: "You were invited to no meeting yet",
    noneText: "Meetings that you are invited to appear here; confirm or ask for leave here.",
    notRead: "The meetings you received were not read yet",
    state: { nothing: "To answer", other: "Answer unknown", leads: "Leads sign-in" },
    leaders: "Sign-in leaders",
    noLeaders: "The server names no sign-in leader.",
    signed: "You have signed in. Nothing is left to answer.",
    over: "The meeting is over. Nobody can answer or sign in any more.",
    onlyLeads: "You lead the sign-in and are not invited. Nothing is left to answer.",
  },

  acts: {
    confirmMission: "Confirm",
    finishMission: "Finish",
    finishAll: "Finish all",
    finishPart: "Finish this part",
    finishThis: (part) => `Finish this part: ${part}`,
    confirmMeeting: "I will come",
    leaveMeeting: "Ask for leave",
    joinAfterAll: "I will come after all",
    leaveAfterAll: "Ask for leave after all",
    keep: "Not now",
  },
  confirmMission: {
    title: "Confirm this mission?",
    means:
      "The publisher sees that you confirmed and no longer reminds you to. It cannot be undone.",
    act: "Confirm",
  },
  finishMission: {
    title: "Is this mission finished?",
    titleAll: "Are all your parts finished?",
    titlePart: "Is this part finished?",
    means: "The publisher sees that you finished. It cannot be undone.",
    all: (n) => `Parts of yours that are marked as finished with this: ${n}.`,
    confirms: "What you have not confirmed yet is confirmed with it.",
    late: "The deadline has passed; the publisher sees that it was late.",
    act: "It is finished",
  },
  confirmMeeting: {
    title: "Will you come to this meeting?",
    means:
      "The publisher sees that you will come. Until the meeting is over you can still ask for leave.",
    act: "I will come",
  },
  leaveMeeting: {
    title: "Ask for leave from this meeting?",
    means:
      "The publisher sees that you asked for leave. Until you sign in you can change your mind.",
    reason: "Reason",
    reasonHint: "May be left empty; the publisher can read it.",
    act: "Ask for leave",
  },
};
