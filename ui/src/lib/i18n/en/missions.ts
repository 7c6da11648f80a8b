import type { missions as Source } from "../zh-CN/missions";

export const missions: typeof Source = {
  title: "Missions",
  publish: "New mission",
  filter: "Filter missions",
  filterHint: "Filter: text, club, pinyin initials",
  untitled: "(no text)",

  state: {
    active: "Under way",
    over: "Past due",
    finished: "All finished",
    reverted: "Taken back",
  },
  row: {
    by: (time) => `due ${time}`,
    confirmed: (n, all) => `confirmed ${n} / ${all}`,
    finished: (n, all) => `finished ${n} / ${all}`,
    parts: (n) => (n === "1" ? "1 part" : `${n} parts`),
  },
  empty: {
    none: "No missions published yet",
    noneText: "Missions appear here once published. Who confirms and finishes is kept up to date.",
    noClub: "This account administers no club, so it cannot publish missions.",
    filtered: "No mission matches",
    filteredText: "Clear the filter, or try another word.",
    page: "No missions on this page",
    pageText: "They may have moved to another page.",
    choose: "Choose a mission",
    chooseText: "Use ↑ ↓ on the left, Enter opens.",
    reverted: "This mission was taken back",
    revertedText: "Nobody in the club sees it any more.",
  },
  problem: {
    list: "Missions have not been read yet",
    mission: "This mission has not been read yet",
  },

  whole: "Show all",
  less: "Show less",
  facts: {
    deadline: "Due",
    published: "Published",
  },
  figures: {
    label: "Progress",
    people: "People",
    confirmed: "Confirmed",
    unconfirmed: "Not confirmed",
    finished: "Finished",
    unfinished: "Not finished",
  },
  parts: {
    label: "Parts",
    everybody: "Everybody",
    figures: (people, confirmed, finished) =>
      `people ${people} · confirmed ${confirmed} · finished ${finished}`,
  },
  people: {
    label: "People",
    name: "Name",
    confirm: "Confirmed",
    finish: "Finished",
    confirmed: "confirmed",
    unconfirmed: "not yet",
    finished: "finished",
    unfinished: "not yet",
    waitedFor: { confirm: "Not confirmed", finish: "Not finished" },
    filterHint: "Filter: name, pinyin initials",
    nobody: "The server lists nobody for this mission",
    nobodyLeft: { confirm: "Everybody has confirmed", finish: "Everybody has finished" },
  },

  acts: {
    confirm: (n) => `Remind unconfirmed (${n})`,
    finish: (n) => `Remind unfinished (${n})`,
    last: (age) => `last ${age}`,
    revert: "Take back",
    keep: "Leave it",
  },
  remind: {
    title: {
      confirm: "Remind those who have not confirmed?",
      finish: "Remind those who have not finished?",
    },
    reach: (n) => `People who get a reminder: ${n}`,
    nobody: {
      confirm: "Nobody needs a reminder: everybody has confirmed.",
      finish: "Nobody needs a reminder: everybody has finished.",
    },
    last: (age) => `Last reminded from here ${age}.`,
    never: "Not reminded from here yet.",
    justNow: "A reminder went out less than 5 minutes ago. Send another?",
    act: "Send reminder",
  },
  revert: {
    title: "Take this mission back?",
    reach: (n) => `People it was given to: ${n}`,
    means: "It disappears for everybody and cannot be restored. To go on, publish it anew.",
    finished: (n) => `Already finished by: ${n}. That record disappears too.`,
    act: "Take back",
  },
};
